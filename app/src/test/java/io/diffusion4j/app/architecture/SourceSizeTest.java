package io.diffusion4j.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the bars for file and method sizes and for documentation of the seams. */
class SourceSizeTest {
    private static final Path ROOT = Path.of(System.getProperty("repository.root"));
    private static final Map<String, Integer> FILES = new TreeMap<>();
    private static final Map<String, Integer> METHODS = new TreeMap<>();
    private static final List<String> UNDOCUMENTED = new ArrayList<>();

    @BeforeAll
    static void read_all_sources() throws IOException {
        List<Path> sources;
        try (Stream<Path> tree = Files.walk(ROOT)) {
            sources = tree.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> ROOT.relativize(file).toString().contains("src/main/java"))
                    .toList();
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, null, List.of(), null, files.getJavaFileObjectsFromPaths(sources));
            Trees trees = Trees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                Path file = ROOT.relativize(Path.of(unit.getSourceFile().toUri()));
                FILES.put(file.toString(), (int) Files.lines(ROOT.resolve(file)).count());
                new Measurer(trees, unit, file).scan(unit, null);
            }
        }
    }

    @Test
    void no_file_is_longer_than_400_lines_and_half_are_under_90() {
        assertThat(FILES).allSatisfy((file, lines) -> assertThat(lines).isLessThanOrEqualTo(400));
        assertThat(percentile(FILES, 50)).isLessThan(90);
    }

    @Test
    void no_method_is_longer_than_60_lines_and_nine_in_ten_have_15_at_most() {
        assertThat(METHODS).allSatisfy((method, lines) -> assertThat(lines).isLessThanOrEqualTo(60));
        assertThat(percentile(METHODS, 50)).isLessThanOrEqualTo(4);
        assertThat(percentile(METHODS, 90)).isLessThanOrEqualTo(15);
    }

    @Test
    void every_public_type_of_core_is_documented() {
        assertThat(UNDOCUMENTED).isEmpty();
    }

    private static int percentile(Map<String, Integer> lengths, int percent) {
        List<Integer> sorted = lengths.values().stream().sorted().toList();
        return sorted.get((sorted.size() - 1) * percent / 100);
    }

    private static final class Measurer extends TreePathScanner<Void, Void> {
        private final Trees trees;
        private final CompilationUnitTree unit;
        private final Path file;

        Measurer(Trees trees, CompilationUnitTree unit, Path file) {
            this.trees = trees;
            this.unit = unit;
            this.file = file;
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            if (file.startsWith("core")
                    && type.getModifiers().getFlags().contains(Modifier.PUBLIC)
                    && trees.getDocComment(getCurrentPath()) == null) {
                UNDOCUMENTED.add(file + " " + type.getSimpleName());
            }
            return super.visitClass(type, nothing);
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            if (method.getBody() != null) {
                METHODS.put(file + " " + method.getName() + " line " + line(method, true), length(method));
            }
            return super.visitMethod(method, nothing);
        }

        private int length(Tree tree) {
            return line(tree, false) - line(tree, true) + 1;
        }

        private int line(Tree tree, boolean start) {
            SourcePositions positions = trees.getSourcePositions();
            LineMap lines = unit.getLineMap();
            return (int) lines.getLineNumber(
                    start ? positions.getStartPosition(unit, tree) : positions.getEndPosition(unit, tree));
        }
    }
}

package io.diffusion4j.app.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The arrows between modules, as ARCHITECTURE.md draws them. */
class ModuleArrowsTest {
    private static final Path ROOT = Path.of(System.getProperty("repository.root"));

    /** What each module may use beside itself. */
    private static final Map<String, List<String>> MAY_USE = new TreeMap<>(Map.ofEntries(
            Map.entry("core", List.of()),
            Map.entry("testkit", List.of("core")),
            Map.entry("attention", List.of("core")),
            Map.entry("schedulers", List.of("core")),
            Map.entry("guidance", List.of("core")),
            Map.entry("textencoders", List.of("core")),
            Map.entry("autoencoders", List.of("core")),
            Map.entry("backbones", List.of("core")),
            Map.entry(
                    "pipelines",
                    List.of("core", "attention", "schedulers", "guidance", "textencoders", "autoencoders")),
            Map.entry("families", List.of("core", "backbones", "pipelines")),
            Map.entry("training", List.of("core", "schedulers", "textencoders", "pipelines"))));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importPaths(Stream.of(
                            "core",
                            "testkit",
                            "attention",
                            "schedulers",
                            "guidance",
                            "text-encoders",
                            "autoencoders",
                            "backbones-unet",
                            "backbones-dit",
                            "pipelines",
                            "families",
                            "training",
                            "app")
                    .map(module -> ROOT.resolve(module).resolve("target/classes"))
                    .toList());

    static Stream<String> modules() {
        return MAY_USE.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void a_module_uses_only_what_stands_above_it(String module) {
        String[] forbidden = Stream.concat(MAY_USE.keySet().stream(), Stream.of("app"))
                .filter(other -> !other.equals(module) && !MAY_USE.get(module).contains(other))
                .map(other -> "io.diffusion4j." + other + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("io.diffusion4j." + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden)
                .check(CLASSES);
    }

    @Test
    void only_the_composition_root_knows_guice() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.diffusion4j.pipelines.assembly..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.google.inject..")
                .check(CLASSES);
    }

    @Test
    void only_the_scope_knows_pointer_scopes() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.diffusion4j.core.tensor..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.bytedeco.javacpp.PointerScope")
                .check(CLASSES);
    }

    @Test
    void the_parts_of_a_module_do_not_depend_on_each_other_in_circles() {
        for (String module : List.of(
                "schedulers", "pipelines", "textencoders", "autoencoders", "backbones", "families", "training")) {
            slices().matching("io.diffusion4j." + module + ".(*)..")
                    .should()
                    .beFreeOfCycles()
                    .allowEmptyShould(true)
                    .check(CLASSES);
        }
    }
}

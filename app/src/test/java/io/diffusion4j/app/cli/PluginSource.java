package io.diffusion4j.app.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * A plugin jar in the making: one scheduler, which takes no step at all.
 *
 * @param type its name in YAML
 * @param constructor what its constructor does
 * @param spi the version that the jar was built for
 * @param extraEntry one more entry of the jar; none if empty
 */
record PluginSource(String type, String constructor, String spi, String extraEntry) {
    private static final String SERVICE = "META-INF/services/io.diffusion4j.core.sampling.SchedulerProvider";
    private static final String SOURCE = """
            package lazy;

            import io.diffusion4j.core.sampling.*;
            import io.diffusion4j.core.spi.*;
            import java.util.*;
            import org.bytedeco.pytorch.*;

            public class Lazy implements SchedulerProvider<Lazy.Settings> {
                public record Settings() {}
                public Lazy() { CONSTRUCTOR }
                public String type() { return "TYPE"; }
                public Class<Settings> settings() { return Settings.class; }
                public String summary() { return "Takes no step."; }
                public Set<String> referenceClasses() { return Set.of(); }
                public Scheduler create(Settings settings, BuildContext context) { return new NoStep(); }

                record NoStep() implements Scheduler {
                    public Trajectory plan(PlanRequest request) { return new Path(); }
                    public boolean isStochastic() { return false; }
                    public int order() { return 1; }
                }

                record Path() implements Trajectory {
                    public List<Step> steps() { return List.of(); }
                    public double initialNoiseSigma() { return 1; }
                    public Tensor addNoise(Tensor clean, Tensor noise, Step at) { return clean; }
                    public Tensor modelInput(SamplerState state) { return state.sample(); }
                    public SamplerState advance(SamplerState state, Tensor prediction, NoiseSource noise) { return state; }
                }
            }
            """;

    static PluginSource of(String type) {
        return new PluginSource(type, "", "1.0", "");
    }

    PluginSource constructor(String statement) {
        return new PluginSource(type, statement, spi, extraEntry);
    }

    PluginSource spi(String version) {
        return new PluginSource(type, constructor, version, extraEntry);
    }

    PluginSource extraEntry(String name) {
        return new PluginSource(type, constructor, spi, name);
    }

    void write(Path jar) throws IOException {
        Path classes = Files.createTempDirectory("plugin");
        compile(classes);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            put(out, "META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nDiffusion4J-Spi: " + spi + "\n");
            put(out, SERVICE, "lazy.Lazy");
            if (!extraEntry.isEmpty()) {
                put(out, extraEntry, "");
            }
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                out.write(Files.readAllBytes(file));
            }
        }
    }

    private void compile(Path classes) {
        String text = SOURCE.replace("TYPE", type).replace("CONSTRUCTOR", constructor);
        JavaFileObject source =
                new SimpleJavaFileObject(URI.create("string:///lazy/Lazy.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return text;
                    }
                };
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options =
                List.of("-proc:none", "-classpath", System.getProperty("java.class.path"), "-d", classes.toString());
        if (!compiler.getTask(null, null, null, options, null, List.of(source)).call()) {
            throw new AssertionError("the plugin does not compile");
        }
    }

    private static void put(JarOutputStream out, String name, String text) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}

package io.diffusion4j.families;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.pipeline.GeneratedImage;
import io.diffusion4j.core.pipeline.GenerationRequest;
import io.diffusion4j.core.pipeline.Pipeline;
import io.diffusion4j.core.settings.YamlDocument;
import io.diffusion4j.pipelines.Diffusion4J;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A family that no module knows comes in a jar. */
class FamilyPluginTest {
    private static final Path MODEL = Path.of(System.getProperty("goldens"), "flow-pipelines/dit");
    private static final String SOURCE = """
            package dice;

            import io.diffusion4j.core.backbone.Conditioning;
            import io.diffusion4j.core.pipeline.*;
            import io.diffusion4j.core.tensor.HostData;
            import io.diffusion4j.pipelines.latent.*;
            import java.util.*;

            public class Dice implements LatentFamily {
                public String type() { return "dice"; }
                public String summary() { return "Takes the length of the prompt as a class."; }
                public Set<String> pipelineClasses() { return Set.of("DicePipeline"); }
                public String backbone() { return "transformer"; }
                public PromptEncoder prompts(PipelineContext context) { return new Lengths(); }

                record Lengths() implements PromptEncoder {
                    public Conditioning positive(GenerationRequest request) { return label(request.prompt()); }
                    public Conditioning negative(GenerationRequest request) { return label(request.negativePrompt()); }
                    private static Conditioning label(String text) {
                        return new Conditioning(Map.of(
                                Conditioning.CLASS_LABELS, HostData.tensor(new long[] {text.length()}, 1)));
                    }
                }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void the_family_of_a_plugin_runs_as_those_that_are_built_in() throws IOException {
        Path jars = Files.createDirectory(folder.resolve("plugins"));
        write(jars.resolve("dice.jar"));
        Path model = copy(folder.resolve("model"));
        Path index = model.resolve("model_index.json");
        Files.writeString(index, Files.readString(index).replace("DiTPipeline", "DicePipeline"));
        GenerationRequest request = GenerationRequest.of("abc").withSeed(1).withSteps(3);
        try (Diffusion4J diffusion = Diffusion4J.open(jars);
                Pipeline ours = diffusion.load(model);
                Pipeline builtIn = diffusion.load(MODEL)) {
            GeneratedImage image = ours.generate(request).images().get(0);
            GenerationRequest same = request.withPrompt("3")
                    .withNegativePrompt("0")
                    .withGuidance(diffusion
                            .settings(YamlDocument.of("test", "request: {guidance: {type: cfg, scale: 7.5}}"))
                            .request()
                            .guidance()
                            .orElseThrow());
            assertThat(image.rgb())
                    .isEqualTo(builtIn.generate(same).images().get(0).rgb());
        }
    }

    private void write(Path jar) throws IOException {
        Path source =
                Files.writeString(Files.createDirectory(folder.resolve("dice")).resolve("Dice.java"), SOURCE);
        Path classes = Files.createDirectory(folder.resolve("classes"));
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        "-d",
                        classes.toString(),
                        source.toString());
        assertThat(failed).isZero();
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            put(
                    out,
                    "META-INF/MANIFEST.MF",
                    "Manifest-Version: 1.0\nDiffusion4J-Spi: 1.0\n".getBytes(StandardCharsets.UTF_8));
            put(
                    out,
                    "META-INF/services/io.diffusion4j.core.pipeline.PipelineProvider",
                    "dice.Dice".getBytes(StandardCharsets.UTF_8));
            for (Path file : files(classes)) {
                put(out, classes.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
    }

    private static void put(JarOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(content);
    }

    private static Path copy(Path target) {
        for (Path file : files(MODEL)) {
            try {
                Path to = target.resolve(MODEL.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return target;
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

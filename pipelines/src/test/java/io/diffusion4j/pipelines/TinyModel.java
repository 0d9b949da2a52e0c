package io.diffusion4j.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.guidance.GuidanceProvider;
import io.diffusion4j.core.pipeline.GeneratedImage;
import io.diffusion4j.core.pipeline.GenerationRequest;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.settings.Part;
import io.diffusion4j.core.settings.SettingsBinder;
import io.diffusion4j.core.settings.YamlDocument;
import io.diffusion4j.core.spi.Providers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The smallest complete checkpoint: random weights, 32 x 32 pixels, latents of 8 x 8. */
public final class TinyModel {
    public static final Path GOLDENS = Path.of(System.getProperty("goldens"));
    public static final Path FOLDER = GOLDENS.resolve("pipelines/models/sd15");
    public static final int SIZE = 32;

    private TinyModel() {}

    /** Two steps of a small request. */
    public static GenerationRequest request(long seed) {
        return GenerationRequest.of("a red fox").withSeed(seed).withSteps(2);
    }

    /** A scheduler from YAML: {@code {type: ddim, eta: 0.5}}. */
    public static Part<SchedulerProvider<?>> scheduler(Providers providers, String yaml) {
        return parts(providers, "scheduler", yaml).scheduler().orElseThrow();
    }

    /** A guidance from YAML: {@code {type: cfg, scale: 3}}. */
    public static Part<GuidanceProvider<?>> guidance(Providers providers, String yaml) {
        return parts(providers, "guidance", yaml).guidance().orElseThrow();
    }

    private static GenerationRequest parts(Providers providers, String key, String yaml) {
        return new SettingsBinder(providers)
                .bind(YamlDocument.of("test", "{%s: %s}".formatted(key, yaml)), GenerationRequest.class);
    }

    /** The goldens' rule for images: at most one level apart, in at most one value of a thousand. */
    public static void assertSameWithinRounding(byte[] actual, byte[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        int differing = 0;
        for (int i = 0; i < actual.length; i++) {
            int difference = Math.abs((actual[i] & 0xff) - (expected[i] & 0xff));
            assertThat(difference).as("value %d", i).isLessThanOrEqualTo(1);
            differing += difference;
        }
        assertThat(differing).as("values that differ").isLessThanOrEqualTo(actual.length / 1000);
    }

    public static void assertDiffers(GeneratedImage one, GeneratedImage other) {
        assertThat(one.rgb()).isNotEqualTo(other.rgb());
    }

    /** A copy of the checkpoint that a test may damage. */
    public static Path copy(Path target) {
        return copy(FOLDER, target);
    }

    public static Path copy(Path from, Path target) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path to = target.resolve(from.relativize(file).toString());
                if (!Files.isDirectory(to)) {
                    Files.copy(file, to);
                }
            }
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.diffusion4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A family that no module knows comes in one jar. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "d4j is a shell script")
class FamilyExampleIT {
    @TempDir
    private static Path temp;

    private static Path plugins;
    private static Path model;
    private static String buildLog;

    @BeforeAll
    static void build_install_and_synthesize() throws IOException, InterruptedException {
        StrangersProject project = StrangersProject.of("plugin-family");
        buildLog = project.build();
        plugins = Files.createDirectory(temp.resolve("plugins"));
        String jar = "pebble-family-1.0.0.jar";
        Files.copy(project.folder().resolve("target").resolve(jar), plugins.resolve(jar));
        model = temp.resolve("model");
        Launcher.d4j("synthesize", "pebble-tiny", model, "--plugins", plugins);
    }

    @Test
    void its_own_tests_ran() {
        assertThat(buildLog).containsPattern("Tests run: [1-9]\\d*, Failures: 0, Errors: 0, Skipped: 0");
    }

    @Test
    void backbone_and_family_are_listed() throws IOException, InterruptedException {
        assertThat(Launcher.d4j("plugins", "--plugins", plugins))
                .contains("pebble-family-1.0.0.jar")
                .containsPattern("backbone +pebble ")
                .containsPattern("pipeline +pebble ");
    }

    @Test
    void the_family_makes_images_of_prompts_with_its_own_weights() throws IOException, InterruptedException {
        assertThat(Launcher.d4j("inspect", model, "--plugins", plugins))
                .contains("made for PebblePipeline")
                .contains("PebbleModel");
        Path fox = generate("a red fox", "fox.png");
        assertThat(Picture.read(fox)).isEqualTo(new Picture(32, 32, "ddim"));
        assertThat(pixels(generate("a red fox", "again.png"))).isEqualTo(pixels(fox));
        assertThat(pixels(generate("a blue whale", "whale.png"))).isNotEqualTo(pixels(fox));
    }

    private static Path generate(String prompt, String name) throws IOException, InterruptedException {
        Path image = temp.resolve(name);
        Launcher.d4j(
                "generate",
                prompt,
                "--model",
                model,
                "--plugins",
                plugins,
                "--steps",
                3,
                "--seed",
                1,
                "--output",
                image);
        return image;
    }

    private static int[] pixels(Path image) throws IOException {
        return ImageIO.read(image.toFile()).getRGB(0, 0, 32, 32, null, 0, 32);
    }
}

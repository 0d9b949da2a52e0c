package io.diffusion4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "d4j is a shell script")
class PluginExampleIT {
    private static final String MODEL = "goldens/pipelines/models/sd15";

    @TempDir
    private static Path plugins;

    private static String buildLog;

    @BeforeAll
    static void build_and_install() throws IOException, InterruptedException {
        StrangersProject project = StrangersProject.of("plugin-scheduler");
        buildLog = project.build();
        String jar = "ralston-scheduler-1.0.0.jar";
        Files.copy(project.folder().resolve("target").resolve(jar), plugins.resolve(jar));
    }

    @Test
    void its_own_tests_ran() {
        assertThat(buildLog).containsPattern("Tests run: [1-9]\\d*, Failures: 0, Errors: 0, Skipped: 0");
    }

    @Test
    void the_scheduler_is_listed_with_its_jar() throws IOException, InterruptedException {
        assertThat(Launcher.d4j("plugins", "--plugins", plugins))
                .contains("ralston-scheduler-1.0.0.jar")
                .containsPattern("scheduler +ralston ");
    }

    @Test
    void a_command_line_chooses_the_scheduler_by_its_type(@TempDir Path output)
            throws IOException, InterruptedException {
        Path image = output.resolve("ralston.png");
        Launcher.d4j(
                "generate",
                "a lighthouse at dawn",
                "--model",
                MODEL,
                "--plugins",
                plugins,
                "--scheduler",
                "ralston",
                "--steps",
                3,
                "--output",
                image);
        assertThat(Picture.read(image)).isEqualTo(new Picture(32, 32, "ralston"));
    }

    @Test
    void a_yaml_file_chooses_the_scheduler_and_sets_it(@TempDir Path output) throws IOException, InterruptedException {
        Path image = output.resolve("ralston.png");
        Path shown = StrangersProject.of("plugin-scheduler").folder().resolve("ralston.yaml");
        Path config = output.resolve("ralston.yaml");
        Files.writeString(
                config,
                Files.readString(shown)
                        .replace("model: path/to/stable-diffusion-v1-5", "model: " + MODEL)
                        .replace("plugins: [plugins]", "plugins: ['" + plugins + "']"));
        Launcher.d4j("generate", "--config", config, "--set", "request.steps=2", "--output", image);
        assertThat(Picture.read(image)).isEqualTo(new Picture(32, 32, "ralston"));
    }
}

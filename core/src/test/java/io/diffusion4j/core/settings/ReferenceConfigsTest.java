package io.diffusion4j.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.diffusion4j.core.error.CheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferenceConfigsTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void choose() {
        file = folder.resolve("scheduler_config.json");
    }

    private void refuses(String json, String message) throws IOException {
        Files.writeString(file, json);
        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(() -> ReferenceConfigs.read(file))
                .withMessageStartingWith(file + message);
    }

    @Test
    void values_come_as_they_are_written() throws IOException {
        Files.writeString(
                file,
                "{\"_class_name\": \"DPMSolverMultistepScheduler\", \"lambda_min_clipped\": -Infinity, \"x\": NaN,"
                        + " \"trained_betas\": null, \"steps_offset\": 1, \"use\": true, \"channels\": [320, 640]}");
        ReferenceConfig config = ReferenceConfigs.read(file);
        assertThat(config.className()).isEqualTo("DPMSolverMultistepScheduler");
        assertThat(config.decimal("lambda_min_clipped", 0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(config.decimal("x", 0)).isNaN();
        assertThat(config.has("trained_betas")).isFalse();
        assertThat(config.integer("steps_offset", 0)).isEqualTo(1);
        assertThat(config.flag("use", false)).isTrue();
        assertThat(config.integers("channels", 2, 0)).containsExactly(320, 640);
        assertThat(config.location()).isEqualTo(file.toString());
    }

    @Test
    void damaged_files_are_refused_with_their_place() throws IOException {
        refuses("{\n \"a\": x}", ":2:7: not valid JSON: ");
        refuses("{\"a\": 1} {}", ":1:10: not valid JSON: ");
        refuses("[1]", ":1:1: not valid JSON: ");
        refuses("null", ": expected a JSON object, got null");
        refuses("", ":1:1: not valid JSON: ");
        refuses(" ".repeat(17 << 20), ": larger than 16 MiB; a config file is not that large");
    }

    @Test
    void a_missing_file_is_refused() {
        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(() -> ReferenceConfigs.read(file))
                .withMessage(file + ": no such file");
    }
}

package io.diffusion4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "d4j is a shell script")
class YamlExamplesIT {
    @ParameterizedTest
    @CsvSource({"minimal, 1, pndm", "speed, 1, dpm-solver++", "quality, 4, dpm-solver++", "memory, 1, pndm"})
    void each_file_runs_from_the_root_of_the_repository(String name, int count, String scheduler, @TempDir Path output)
            throws IOException, InterruptedException {
        Launcher.d4j(
                "generate",
                "--config",
                "examples/yaml/" + name + ".yaml",
                "a cat",
                "--set",
                "request.steps=2",
                "--output",
                output);
        List<Path> images = images(output);
        assertThat(images).hasSize(count);
        for (Path image : images) {
            assertThat(Picture.read(image)).isEqualTo(new Picture(32, 32, scheduler));
        }
    }

    private static List<Path> images(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}

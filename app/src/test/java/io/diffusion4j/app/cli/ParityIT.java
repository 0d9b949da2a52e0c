package io.diffusion4j.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParityIT {
    private static final Path NUMBERS = D4j.GOLDENS.resolve("rng");

    @TempDir
    Path folder;

    @Test
    void golden_data_that_agree_are_green() {
        D4j.Ended run = D4j.run(folder, "parity", NUMBERS.toString()).succeeded();
        assertThat(summary(run)).isEqualTo("101 passed, 0 failed, 0 skipped");
        assertThat(run.out().lines().skip(1).findFirst().orElseThrow()).matches("PASS \\S+ \\S+ \\S+ \\S+");
    }

    @Test
    void a_planted_error_is_red() throws IOException {
        Files.copy(NUMBERS.resolve("rng.json"), folder.resolve("rng.json"));
        byte[] data = Files.readAllBytes(NUMBERS.resolve("rng.safetensors"));
        data[data.length - 1] ^= 0x40;
        Files.write(folder.resolve("rng.safetensors"), data);
        D4j.Ended run = D4j.run(folder, "parity", ".");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(summary(run)).isEqualTo("100 passed, 1 failed, 0 skipped");
        assertThat(run.out().lines().filter(line -> line.startsWith("FAIL "))).hasSize(1);
    }

    @Test
    void a_folder_without_golden_data_is_red() {
        D4j.Ended run = D4j.run(folder, "parity", ".");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(summary(run)).isEqualTo("0 passed, 0 failed, 0 skipped");
    }

    @Test
    void a_folder_that_is_not_there_is_refused() {
        assertThat(D4j.run(folder, "parity", "nowhere").refusal())
                .isEqualTo("nowhere: no such file or folder; name a folder with golden cases");
    }

    private static String summary(D4j.Ended run) {
        List<String> lines = run.out().lines().toList();
        return lines.get(lines.size() - 1);
    }
}

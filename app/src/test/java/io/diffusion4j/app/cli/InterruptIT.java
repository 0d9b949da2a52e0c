package io.diffusion4j.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class InterruptIT {
    private static final Duration FAR_LESS_THAN_THE_WHOLE_RUN = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    @Test
    @EnabledOnOs(OS.LINUX)
    void an_interrupt_ends_the_run_after_the_step_and_keeps_the_finished_images() throws Exception {
        D4j.Started started = D4j.startInterruptible(
                folder,
                "generate",
                "--model=" + D4j.TINY_MODEL,
                "--steps=30",
                "--count=10000",
                "--seed=1",
                "--json",
                "--output=out");
        waitForFirstImage(started);
        Instant interrupted = Instant.now();
        new ProcessBuilder("kill", "-INT", "" + started.process().pid()).start().waitFor();
        D4j.Ended run = started.end();
        assertThat(Duration.between(interrupted, Instant.now())).isLessThan(FAR_LESS_THAN_THE_WHOLE_RUN);
        assertThat(run.exitCode()).as(run.err()).isEqualTo(130);
        assertThat(run.err().lines())
                .hasSize(1)
                .allMatch(line -> line.startsWith("d4j: ") && line.contains("cancelled"));
        List<String> reported =
                new ObjectMapper().readTree(run.out()).get("images").findValuesAsText("file");
        assertThat(reported)
                .hasSizeBetween(1, 9999)
                .allSatisfy(file -> assertThat(Pixels.of(Path.of(file)).width()).isEqualTo(32));
        assertThat(D4j.tree(folder.resolve("out"))).hasSize(1 + reported.size());
    }

    private void waitForFirstImage(D4j.Started started) throws IOException, InterruptedException {
        while (!Files.exists(folder.resolve("out/00000-1.png"))) {
            assertThat(started.process().isAlive())
                    .as(Files.readString(started.err()))
                    .isTrue();
            Thread.sleep(20);
        }
    }
}

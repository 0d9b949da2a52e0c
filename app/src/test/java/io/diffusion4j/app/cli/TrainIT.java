package io.diffusion4j.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Training as a user starts, stops and loses it. */
class TrainIT {
    @TempDir
    Path folder;

    @BeforeEach
    void writeTrainingFile() throws IOException {
        Files.writeString(folder.resolve("train.yaml"), """
                output: run
                steps: 40
                task:
                  type: autoencoder
                  config: %s
                  export: float32
                data: {type: scenes, count: 40, size: 32}
                batch: {size: 4, resolution: 32, multiple: 8}
                average: {decay: 0.9}
                every: {log: 5, checkpoint: 10, sample: 20}
                """.formatted(D4j.TINY_MODEL.resolve("vae/config.json")));
    }

    private D4j.Ended train(String... more) {
        return D4j.run(
                folder,
                Stream.concat(Stream.of("train", "train.yaml"), Stream.of(more)).toArray(String[]::new));
    }

    /** A hash of the file with the weights. */
    private String model(String run) throws Exception {
        Path file = folder.resolve(run).resolve("model/vae/diffusion_pytorch_model.safetensors");
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    @Test
    void a_run_leaves_a_model_a_log_pictures_and_a_figure() throws Exception {
        D4j.Ended run = train().succeeded();
        assertThat(run.out().strip()).isEqualTo(Path.of("run", "model").toString());
        assertThat(Files.readAllLines(folder.resolve("run/log.jsonl"))).hasSize(8);
        assertThat(Pixels.of(folder.resolve("run/loss.png")).width()).isGreaterThan(600);
        assertThat(D4j.tree(folder.resolve("run/samples"))).hasSize(3);
        assertThat(folder.resolve("run/model/vae/config.json")).content().contains("scaling_factor");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void an_interrupt_saves_and_the_same_command_goes_on_to_the_same_weights() throws Exception {
        train("--set=output=whole").succeeded();
        D4j.Started started = D4j.startInterruptible(folder, "train", "train.yaml");
        waitForCheckpoint(started);
        signal(started, "INT");
        D4j.Ended stopped = started.end();
        assertThat(stopped.exitCode()).as(stopped.err()).isEqualTo(130);
        assertThat(stopped.err()).contains("stopped after step", "of 40", "the same command goes on");
        assertThat(folder.resolve("run/model")).doesNotExist();
        assertThat(train().succeeded().err()).contains("going on from step");
        assertThat(model("run")).isEqualTo(model("whole"));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_killed_run_goes_on_from_its_last_checkpoint() throws Exception {
        train("--set=output=whole").succeeded();
        D4j.Started started = D4j.startInterruptible(folder, "train", "train.yaml");
        waitForCheckpoint(started);
        signal(started, "KILL");
        started.end();
        train().succeeded();
        assertThat(model("run")).isEqualTo(model("whole"));
        assertThat(Files.readAllLines(folder.resolve("run/log.jsonl"))).hasSize(8);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_checkpoint_that_does_not_fit_on_the_disk_leaves_the_one_before() throws Exception {
        String half = "--set=steps=20";
        train(half, "--set=output=whole").succeeded();
        train("--set=output=whole").succeeded();
        train(half).succeeded();
        long size = Files.size(folder.resolve("run/checkpoints/step-00000020/state.safetensors"));
        // The limit stands for a disk that fills up: writing fails in the middle of a file.
        D4j.Ended full = D4j.runWithFileLimit(folder, size / 2, "train", "train.yaml");
        assertThat(full.exitCode()).as(full.err()).isEqualTo(2);
        assertThat(full.err()).contains("step-00000030", "cannot be written");
        assertThat(D4j.tree(folder.resolve("run/checkpoints")))
                .contains("step-00000020/state.safetensors")
                .noneMatch(path -> path.contains("00000030"));
        train().succeeded();
        assertThat(model("run")).isEqualTo(model("whole"));
    }

    @Test
    void what_is_wrong_with_a_training_file_is_told_with_its_place() {
        assertThat(train("--set=batch.resolution=30").refusal()).contains("resolution", "multiple of");
        assertThat(train("--set=task.kl=-1").refusal()).contains("task.kl", "0 or more");
        assertThat(D4j.run(folder, "train", "no-such.yaml").refusal()).contains("no-such.yaml");
    }

    private void waitForCheckpoint(D4j.Started started) throws IOException, InterruptedException {
        while (!Files.isDirectory(folder.resolve("run/checkpoints/step-00000010"))) {
            assertThat(started.process().isAlive())
                    .as(Files.readString(started.err()))
                    .isTrue();
            Thread.sleep(5);
        }
    }

    private static void signal(D4j.Started started, String name) throws IOException, InterruptedException {
        List<String> command =
                List.of("kill", "-" + name, Long.toString(started.process().pid()));
        new ProcessBuilder(command).start().waitFor();
    }
}

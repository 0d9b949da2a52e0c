package io.diffusion4j.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.diffusion4j.core.error.NonFiniteException;
import io.diffusion4j.core.plugin.ServiceProviders;
import io.diffusion4j.core.settings.YamlDocument;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.SafetensorsFile;
import io.diffusion4j.training.parameters.Parameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Device;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {
    private static final LongPredicate NEVER = step -> false;

    @TempDir
    private Path folder;

    /** @param more assignments over those that all tests share: {@code steps=400} */
    private TrainingSettings settings(String run, String... more) {
        YamlDocument shared = YamlDocument.of("test.yaml", """
                steps: 60
                output: %s
                optimizer: {learning-rate: 0.05, warmup-steps: 5}
                every: {log: 10, checkpoint: 20, sample: 30}
                """.formatted(folder.resolve(run)));
        return new Training(ServiceProviders.ofClassPath()).settings(shared.with(List.of(more)));
    }

    /** Trains until the settings' end, or stops after that many steps. */
    private static Progress train(TrainingSettings settings, long stopAfter, LongPredicate broken) {
        List<StepReport> seen = new ArrayList<>();
        return train(settings, broken, new TrainingObserver() {
            @Override
            public void onStep(StepReport report) {
                seen.add(report);
            }

            @Override
            public boolean wantsToStop() {
                return seen.size() == stopAfter;
            }
        });
    }

    private static Progress train(TrainingSettings settings, LongPredicate broken, TrainingObserver observer) {
        try (Scope scope = Scope.open();
                Parameters parameters = new Parameters(new Device("cpu"), DType.FLOAT32, settings.seed());
                PolynomialTask task = new PolynomialTask(parameters, new Device("cpu"), broken);
                Trainer trainer =
                        new Trainer(settings, new Device("cpu"), new RunFolder(settings.output()), parameters, task)) {
            return trainer.run(observer);
        }
    }

    private static float[] weights(TrainingSettings settings) {
        try (Scope scope = Scope.open();
                SafetensorsFile file = SafetensorsFile.open(settings.output().resolve("model/model.safetensors"))) {
            return HostData.floats(file.open("weight"));
        }
    }

    private static List<JsonNode> log(TrainingSettings settings) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(settings.output().resolve("log.jsonl"))) {
            lines.add(new ObjectMapper().readTree(line));
        }
        return lines;
    }

    @Test
    void learns_what_the_data_say() throws IOException {
        TrainingSettings settings = settings("learn", "steps=400");
        train(settings, -1, NEVER);
        float[] weights = weights(settings);
        for (int i = 0; i < weights.length; i++) {
            assertThat(weights[i]).isCloseTo(i % 5 == 0 ? 2 : 0, org.assertj.core.data.Offset.offset(0.05f));
        }
        List<JsonNode> log = log(settings);
        assertThat(log).hasSize(40);
        assertThat(log.get(39).get("loss").asDouble())
                .isLessThan(log.get(0).get("loss").asDouble() / 20);
        assertThat(log.get(39).get("gflops").asDouble()).isPositive();
        assertThat(log.get(39).get("peak-share").asDouble()).isBetween(0.0, 1.0);
        assertThat(log.get(39).get("twice").asDouble())
                .isCloseTo(2 * log.get(39).get("loss").asDouble(), org.assertj.core.data.Offset.offset(1e-6));
    }

    @Test
    void a_run_that_stops_and_goes_on_ends_with_the_same_weights() throws IOException {
        String[] more = {"accumulate=2", "average.decay=0.9"};
        TrainingSettings whole = settings("whole", more);
        TrainingSettings parts = settings("parts", more);
        train(whole, -1, NEVER);
        train(parts, 13, NEVER);
        Progress between = train(parts, 20, NEVER);
        assertThat(between.step()).isEqualTo(33);
        assertThat(train(parts, -1, NEVER).step()).isEqualTo(60);
        assertThat(weights(parts)).containsExactly(weights(whole));
        List<Double> losses =
                log(whole).stream().map(line -> line.get("loss").asDouble()).toList();
        assertThat(log(parts).stream()
                        .filter(line -> line.get("step").asLong() % 10 == 0)
                        .map(line -> line.get("loss").asDouble())
                        .toList())
                .hasSameSizeAs(losses);
    }

    @Test
    void a_killed_run_goes_on_from_its_last_checkpoint() throws IOException {
        TrainingSettings whole = settings("whole");
        TrainingSettings killed = settings("killed");
        train(whole, -1, NEVER);
        assertThatThrownBy(() -> train(killed, NEVER, new TrainingObserver() {
                    @Override
                    public void onStep(StepReport report) {
                        if (report.step() == 47) {
                            throw new IllegalStateException("killed");
                        }
                    }
                }))
                .hasMessage("killed");
        Files.createDirectories(killed.output().resolve("checkpoints/.draft-step-00000048"));
        Files.writeString(
                killed.output().resolve("log.jsonl"), "{\"step\": 4", java.nio.file.StandardOpenOption.APPEND);
        train(killed, -1, NEVER);
        assertThat(weights(killed)).containsExactly(weights(whole));
        assertThat(log(killed))
                .extracting(line -> line.get("step").asLong())
                .containsExactly(10L, 20L, 30L, 40L, 50L, 60L);
        assertThat(log(killed))
                .extracting(line -> line.get("loss").asDouble())
                .containsExactlyElementsOf(log(whole).stream()
                        .map(line -> line.get("loss").asDouble())
                        .toList());
    }

    @Test
    void keeps_two_checkpoints_and_writes_samples_on_time() throws IOException {
        TrainingSettings settings = settings("kept");
        train(settings, -1, NEVER);
        assertThat(names(settings.output().resolve("checkpoints"))).containsExactly("step-00000040", "step-00000060");
        assertThat(names(settings.output().resolve("samples"))).containsExactly("00000030.txt", "00000060.txt");
        assertThat(names(settings.output())).containsExactly("checkpoints", "log.jsonl", "model", "samples");
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void steps_that_are_not_finite_change_nothing_and_are_told() throws IOException {
        TrainingSettings settings = settings("skips");
        Progress progress = train(settings, -1, step -> step == 7 || step == 8);
        assertThat(progress.skipped()).isEqualTo(2);
        assertThat(progress.updates()).isEqualTo(58);
        assertThat(log(settings).get(0).get("skipped").asInt()).isEqualTo(2);
        assertThat(weights(settings)).doesNotContain(Float.NaN);
    }

    @Test
    void too_many_of_them_stop_the_run_and_leave_the_last_checkpoint() {
        TrainingSettings settings = settings("stops", "max-skipped=3");
        assertThatThrownBy(() -> train(settings, -1, step -> step >= 25))
                .isInstanceOf(NonFiniteException.class)
                .hasMessageContaining("step 29")
                .hasMessageContaining("learning-rate");
        assertThat(new RunFolder(settings.output()).latestCheckpoint().orElseThrow())
                .hasFileName("step-00000020");
    }

    @Test
    void memory_is_flat_over_two_thousand_steps() {
        TrainingSettings settings = settings("flat", "steps=2000", "every.checkpoint=500", "every.sample=0");
        List<Long> objects = new ArrayList<>();
        train(settings, NEVER, new TrainingObserver() {
            @Override
            public void onStep(StepReport report) {
                if (report.step() % 500 == 250) {
                    objects.add(Pointer.totalCount());
                }
            }
        });
        assertThat(objects).hasSize(4).containsOnly(objects.get(0));
    }

    @Test
    void another_model_in_the_folder_is_refused() throws IOException {
        TrainingSettings settings = settings("other");
        train(settings, 20, NEVER);
        TrainingSettings averaged = settings("other", "average.decay=0.5");
        assertThatThrownBy(() -> train(averaged, -1, NEVER))
                .hasMessageContaining("2 tensors are missing")
                .hasMessageContaining("average/line");
    }
}

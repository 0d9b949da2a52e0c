package io.diffusion4j.schedulers.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.SafetensorsWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearnedScheduleTest {
    private static final int WIDTH = 16;

    @TempDir
    Path folder;

    @Test
    void the_signal_falls_strictly_whatever_the_parameters_are() {
        for (int seed = 0; seed < 50; seed++) {
            NoiseSchedule schedule = NoiseSchedule.of(settings(write(seed, Map.of())));
            for (int t = 1; t < 1000; t++) {
                assertThat(schedule.level(t).logSnr())
                        .isLessThan(schedule.level(t - 1).logSnr());
                assertThat(schedule.alphaBar(t)).isLessThan(schedule.alphaBar(t - 1));
            }
        }
    }

    @Test
    void the_ends_are_those_of_the_settings() {
        NoiseSchedule schedule = NoiseSchedule.of(settings(write(1, Map.of())));

        assertThat(schedule.level(0).logSnr()).isCloseTo(13.3, within(1e-9));
        assertThat(schedule.level(999).logSnr()).isCloseTo(-5, within(1e-9));
    }

    @Test
    void a_network_without_its_hidden_layer_is_a_straight_line() {
        Path file = write(1, Map.of("l3.weight", new double[WIDTH]));
        NoiseSchedule schedule = NoiseSchedule.of(settings(file));

        for (int t = 0; t < 1000; t += 111) {
            assertThat(schedule.level(t).logSnr()).isCloseTo(13.3 - 18.3 * t / 999, within(1e-9));
        }
    }

    @Test
    void its_betas_multiply_to_its_signal() {
        NoiseScheduleSettings settings = settings(write(3, Map.of()));
        NoiseSchedule multiplied = NoiseSchedule.ofBetas(BetaSchedule.LEARNED.betas(settings));

        for (int t = 0; t < 1000; t += 37) {
            assertThat(multiplied.alphaBar(t))
                    .isCloseTo(NoiseSchedule.of(settings).alphaBar(t), within(1e-5));
        }
    }

    /** One hidden unit by hand: l1 = 2t - 1, γ̃ = l1 + 3 sigmoid(4 l1 + 0.5). */
    @Test
    void the_network_is_the_published_one() {
        MonotoneNetwork network = new MonotoneNetwork(-2, -1, List.of(4.0), List.of(0.5), List.of(-3.0));

        assertThat(network.at(0.5)).isCloseTo(3 / (1 + Math.exp(-0.5)), within(1e-12));
        assertThat(network.at(1)).isCloseTo(1 + 3 / (1 + Math.exp(-4.5)), within(1e-12));
    }

    @Test
    void files_that_hold_something_else_are_refused() {
        assertThatThrownBy(() -> NoiseSchedule.of(settings(write(1, Map.of("l3.weight", new double[0])))))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("no tensor l3.weight");
        assertThatThrownBy(() -> NoiseSchedule.of(settings(write(1, Map.of("l2.weight", new double[3])))))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("l2.weight has shape [3, 1]")
                .hasMessageContaining("[16, 1]");
        assertThatThrownBy(() -> NoiseSchedule.of(settings(write(1, Map.of("l1.bias", new double[] {Double.NaN})))))
                .hasMessageContaining("l1.bias")
                .hasMessageContaining("not finite");
        assertThatThrownBy(() -> NoiseSchedule.of(settings(write(1, Map.of("l1.weight", new double[] {0})))))
                .hasMessageContaining("never grows");
        assertThatThrownBy(() -> NoiseSchedule.of(settings(folder.resolve("absent.safetensors"))))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("absent.safetensors");
    }

    @Test
    void a_file_and_the_schedule_must_agree() {
        LearnedSettings learned = new LearnedSettings(Optional.of(Path.of("x")), -13.3, 5);

        assertThatThrownBy(() -> settings(BetaSchedule.LINEAR, false, learned))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("schedule is learned");
        assertThatThrownBy(() -> settings(BetaSchedule.LEARNED, false, LearnedSettings.defaults()))
                .hasMessageContaining("must name a file");
        assertThatThrownBy(() -> settings(BetaSchedule.LEARNED, true, learned)).hasMessageContaining("gamma-max");
        assertThatThrownBy(() -> new LearnedSettings(Optional.empty(), 5, 5)).hasMessageContaining("gamma-max");
    }

    private static NoiseScheduleSettings settings(Path file) {
        return settings(BetaSchedule.LEARNED, false, new LearnedSettings(Optional.of(file), -13.3, 5));
    }

    private static NoiseScheduleSettings settings(BetaSchedule schedule, boolean zeroSnr, LearnedSettings learned) {
        return new NoiseScheduleSettings(
                schedule, 0.00085, 0.012, 1000, zeroSnr, List.of(), CosineSettings.defaults(), learned);
    }

    /** @param replaced values instead of the random ones; an empty array leaves the tensor out */
    private Path write(long seed, Map<String, double[]> replaced) {
        Random random = new Random(seed);
        Map<String, double[]> values = new TreeMap<>(Map.of(
                "l1.weight", new double[] {random.nextGaussian()},
                "l1.bias", new double[] {random.nextGaussian()},
                "l2.weight", random.doubles(WIDTH, -3, 3).toArray(),
                "l2.bias", random.doubles(WIDTH, -3, 3).toArray(),
                "l3.weight", random.doubles(WIDTH, -3, 3).toArray()));
        values.putAll(replaced);
        values.values().removeIf(tensor -> tensor.length == 0);
        Path file = folder.resolve("gamma-" + seed + "-" + replaced.keySet() + ".safetensors");
        try (Scope scope = Scope.open()) {
            Map<String, Tensor> tensors = new TreeMap<>();
            values.forEach((name, tensor) -> tensors.put(name, HostData.tensor(tensor, shape(name, tensor.length))));
            SafetensorsWriter.write(file, tensors, Map.of());
        }
        return file;
    }

    private static long[] shape(String name, int count) {
        if (name.endsWith("bias")) {
            return new long[] {count};
        }
        return name.startsWith("l3") ? new long[] {1, count} : new long[] {count, 1};
    }
}

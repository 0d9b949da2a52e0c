package io.diffusion4j.schedulers.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.testkit.golden.GoldenFile;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseScheduleTest {
    @ParameterizedTest
    @EnumSource(value = BetaSchedule.class, mode = EnumSource.Mode.EXCLUDE, names = "EXPLICIT")
    void the_signal_falls_strictly_from_nearly_one(BetaSchedule kind) {
        NoiseSchedule schedule = NoiseSchedule.of(settings(kind, false));

        assertThat(schedule.alphaBar(0)).isBetween(0.99, 1.0);
        for (int t = 1; t < 1000; t++) {
            assertThat(schedule.alphaBar(t))
                    .isLessThan(schedule.alphaBar(t - 1))
                    .isGreaterThanOrEqualTo(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ddpm_linear_50", "ddpm_scaled_linear", "ddpm_cosine", "ddpm_linspace_zsnr"})
    void tables_are_the_reference_s_to_the_bit(String name) {
        GoldenFile file = GoldenFile.read(Path.of(System.getProperty("goldens"), "schedulers", name + ".json"));
        try (Scope scope = Scope.open();
                TensorSource tensors = file.tensors()) {
            NoiseSchedule schedule = NoiseSchedule.of(
                    NoiseScheduleSettings.of(file.config(file.json().get("config"))));
            double[] got = IntStream.range(0, schedule.trainTimesteps())
                    .mapToDouble(schedule::alphaBar)
                    .toArray();
            assertThat(got).containsExactly(HostData.doubles(tensors.open("alphas_cumprod")));
        }
    }

    @Test
    void betas_come_back_from_the_signal() {
        List<Double> betas = List.of(0.001, 0.01, 0.1, 0.5);
        NoiseSchedule schedule =
                NoiseSchedule.of(new NoiseScheduleSettings(BetaSchedule.EXPLICIT, 0, 0, 4, false, betas));

        for (int t = 1; t < 4; t++) {
            double beta = 1 - schedule.alphaBar(t) / schedule.alphaBar(t - 1);
            assertThat(beta).isCloseTo(betas.get(t), within(1e-6));
        }
    }

    @Test
    void the_signal_comes_back_from_the_noise_level() {
        NoiseSchedule schedule = NoiseSchedule.of(NoiseScheduleSettings.defaults());

        for (int t = 0; t < 1000; t += 37) {
            double sigma = schedule.sigma(t);
            assertThat(1 / (1 + sigma * sigma)).isCloseTo(schedule.alphaBar(t), within(1e-6));
        }
    }

    @Test
    void zero_terminal_snr_leaves_no_signal_and_keeps_the_first_timestep() {
        NoiseSchedule plain = NoiseSchedule.of(settings(BetaSchedule.SCALED_LINEAR, false));
        NoiseSchedule rescaled = NoiseSchedule.of(settings(BetaSchedule.SCALED_LINEAR, true));

        assertThat(rescaled.alphaBar(999)).isZero();
        assertThat(rescaled.alphaBar(0)).isCloseTo(plain.alphaBar(0), within(1e-6));
        assertThat(rescaled.withFiniteSigmas().sigma(999)).isCloseTo(4096, within(0.01));
    }

    @Test
    void betas_and_schedule_must_agree() {
        assertThatThrownBy(() -> new NoiseScheduleSettings(BetaSchedule.LINEAR, 0.1, 0.2, 1, false, List.of(0.1)))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("schedule");
        assertThatThrownBy(() -> new NoiseScheduleSettings(BetaSchedule.EXPLICIT, 0.1, 0.2, 2, false, List.of(0.1)))
                .hasMessageContaining("train-timesteps");
    }

    private static NoiseScheduleSettings settings(BetaSchedule kind, boolean zeroTerminalSnr) {
        return new NoiseScheduleSettings(kind, 0.00085, 0.012, 1000, zeroTerminalSnr, List.of());
    }
}

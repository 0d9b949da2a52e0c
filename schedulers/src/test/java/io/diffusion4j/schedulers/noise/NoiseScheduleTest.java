package io.diffusion4j.schedulers.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.diffusion4j.core.plugin.ServiceProviders;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.core.settings.Part;
import io.diffusion4j.core.settings.SettingsBinder;
import io.diffusion4j.core.settings.YamlDocument;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.testkit.golden.GoldenFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseScheduleTest {
    @ParameterizedTest
    @EnumSource(
            value = BetaSchedule.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"EXPLICIT", "LEARNED", "QUADRATIC"})
    void the_signal_falls_strictly_from_nearly_one(BetaSchedule kind) {
        NoiseSchedule schedule = NoiseSchedule.of(settings(kind, false));

        assertThat(schedule.alphaBar(0)).isBetween(0.97, 1.0);
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
        NoiseSchedule schedule = NoiseSchedule.of(explicit(4, betas));

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
        assertThatThrownBy(() -> bind("{schedule: linear, betas: [0.1]}"))
                .hasMessageContaining("noise.yaml:1:27: betas: ")
                .hasMessageContaining("schedule");
        assertThatThrownBy(() -> explicit(2, List.of(0.1)))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("train-timesteps");
    }

    @Test
    void the_betas_come_back_from_the_levels() {
        NoiseSchedule schedule = NoiseSchedule.of(NoiseScheduleSettings.defaults());
        double[] betas = NoiseLevel.betas(
                IntStream.range(0, 1000).mapToObj(schedule::level).toList());

        assertThat(betas[0]).isCloseTo(0.00085, within(1e-6));
        assertThat(betas[999]).isCloseTo(0.012, within(1e-6));
    }

    @Test
    void cosine_takes_the_limits_of_other_descriptions() {
        NoiseSchedule published = NoiseSchedule.of(bind("{schedule: cosine}"));
        NoiseSchedule other = NoiseSchedule.of(bind("{schedule: cosine, cosine: {floor: 1e-4, cap: 0.9999}}"));

        assertThat(beta(published, 999)).isCloseTo(0.999, within(1e-4));
        assertThat(beta(other, 999)).isCloseTo(0.9999, within(1e-5));
        assertThat(beta(published, 0)).isCloseTo(0.00004, within(0.00001));
        assertThat(beta(other, 0)).isCloseTo(0.0001, within(1e-6));
    }

    @Test
    void the_offset_of_cosine_moves_its_start() {
        NoiseSchedule none = NoiseSchedule.of(bind("{schedule: cosine, cosine: {offset: 0}}"));

        double quarter = Math.cos(Math.PI / 8);
        assertThat(none.alphaBar(249)).isCloseTo(quarter * quarter, within(1e-5));
        assertThat(NoiseSchedule.of(bind("{schedule: cosine}")).alphaBar(249)).isLessThan(none.alphaBar(249));
    }

    @Test
    void quadratic_squares_the_ends_and_scaled_linear_meets_them() {
        NoiseSchedule literal = NoiseSchedule.of(bind("{schedule: quadratic, beta-start: 0.1, beta-end: 0.5}"));
        NoiseSchedule roots = NoiseSchedule.of(bind("{schedule: scaled-linear, beta-start: 0.01, beta-end: 0.25}"));

        for (int t = 0; t < 50; t++) {
            double root = 0.1 + 0.4 * t / 999;
            assertThat(beta(literal, t)).isCloseTo(root * root, within(1e-5));
            assertThat(beta(roots, t)).isCloseTo(root * root, within(1e-5));
        }
    }

    /** Of a normalised time u the ratio is log u for the first half, its negative mirrored for the second. */
    @Test
    void laplace_gives_the_quantiles_of_its_distribution() {
        NoiseSchedule schedule = NoiseSchedule.of(bind("{schedule: laplace}"));

        for (int t = 99; t < 999; t += 100) {
            double time = (t + 1) / 1000.0;
            double fromMiddle = 0.5 - time;
            double logSnr = -Math.signum(fromMiddle) * Math.log(1 - 2 * Math.abs(fromMiddle)) / 2;
            double amplitude = schedule.alphaBar(t);
            assertThat(Math.log(amplitude * amplitude / (1 - amplitude * amplitude)))
                    .isCloseTo(logSnr, within(0.01));
        }
    }

    @Test
    void only_a_table_without_any_signal_at_its_end_is_given_a_trace_of_it() {
        NoiseSchedule cosine = NoiseSchedule.of(bind("{schedule: cosine}"));

        assertThat(cosine.withFiniteSigmas().sigma(999))
                .isEqualTo(cosine.sigma(999))
                .isGreaterThan(20000);
    }

    @Test
    void every_scheduler_s_noise_is_found() {
        for (SchedulerProvider<?> provider : ServiceProviders.ofClassPath().all(SchedulerProvider.class)) {
            Record settings = Part.ofDefaults(provider).settings();
            boolean expected = Stream.of(settings.getClass().getRecordComponents())
                    .anyMatch(component -> component.getName().equals("noise"));
            assertThat(NoiseScheduleSettings.of(settings).isPresent())
                    .as(provider.type())
                    .isEqualTo(expected);
        }
    }

    private static double beta(NoiseSchedule schedule, int timestep) {
        return schedule.level(timestep).betaAfter(timestep == 0 ? NoiseLevel.CLEAN : schedule.level(timestep - 1));
    }

    private static NoiseScheduleSettings settings(BetaSchedule kind, boolean zeroTerminalSnr) {
        return bind("{schedule: %s, zero-terminal-snr: %s}"
                .formatted(kind.name().toLowerCase(Locale.ROOT).replace('_', '-'), zeroTerminalSnr));
    }

    private static NoiseScheduleSettings explicit(int timesteps, List<Double> betas) {
        return new NoiseScheduleSettings(
                BetaSchedule.EXPLICIT,
                0,
                0,
                timesteps,
                false,
                betas,
                CosineSettings.defaults(),
                LearnedSettings.defaults());
    }

    private static NoiseScheduleSettings bind(String yaml) {
        return new SettingsBinder(ServiceProviders.ofClassPath())
                .bind(YamlDocument.of("noise.yaml", yaml), NoiseScheduleSettings.class);
    }
}

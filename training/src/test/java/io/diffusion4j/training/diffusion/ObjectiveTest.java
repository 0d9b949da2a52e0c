package io.diffusion4j.training.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.sampling.Parametrization;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.schedulers.ddpm.DdpmProvider;
import io.diffusion4j.schedulers.dpm.DpmSolverProvider;
import io.diffusion4j.schedulers.flow.FlowEulerProvider;
import io.diffusion4j.schedulers.noise.NoiseSchedule;
import io.diffusion4j.schedulers.noise.NoiseScheduleSettings;
import io.diffusion4j.schedulers.prediction.PredictionType;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ObjectiveTest {
    private static final NoiseSchedule SCHEDULE = NoiseSchedule.of(NoiseScheduleSettings.defaults());
    private static final double GAMMA = 5;
    private static final long[] SHAPE = {3, 2, 2, 1};

    private static Objective objective(PredictionType prediction) {
        ForwardProcess process =
                prediction == PredictionType.FLOW_PREDICTION ? new StraightPath(1000) : new ScheduledProcess(SCHEDULE);
        return new Objective(process, prediction, new LossWeighting(LossWeighting.Kind.MIN_SNR, GAMMA));
    }

    private static List<NoisePoint> points(Objective objective) {
        return DoubleStream.of(0.003, 0.4, 0.97)
                .mapToObj(objective.process()::at)
                .toList();
    }

    private static Tensor random(long seed) {
        return HostData.tensor(new SplittableRandom(seed).doubles(12, -2, 2).toArray(), SHAPE);
    }

    @ParameterizedTest
    @EnumSource(PredictionType.class)
    void the_target_tells_the_clean_sample_and_the_noise_that_it_was_made_of(PredictionType prediction) {
        try (Scope scope = Scope.open()) {
            Objective objective = objective(prediction);
            List<NoisePoint> points = points(objective);
            Tensor clean = random(1);
            Tensor noise = random(2);
            Tensor sample = objective.noised(clean, noise, points);
            Tensor target = objective.target(clean, noise, points);
            for (int row = 0; row < points.size(); row++) {
                NoisePoint point = points.get(row);
                Parametrization known =
                        prediction.parametrization(point.alpha(), point.sigma()).orElseThrow();
                Tensor found = known.original(row(sample, row), row(target, row));
                assertSame(found, row(clean, row));
                assertSame(known.noise(row(sample, row), found), row(noise, row));
                assertSame(
                        prediction.noise(point.alpha(), point.sigma()).of(row(sample, row), row(target, row)),
                        row(noise, row));
            }
        }
    }

    private static Tensor row(Tensor batch, int row) {
        return batch.narrow(0, row, 1);
    }

    private static void assertSame(Tensor found, Tensor expected) {
        assertThat(HostData.doubles(found)).containsExactly(HostData.doubles(expected), within(1e-9));
    }

    @Test
    void targets_are_those_of_the_papers() {
        try (Scope scope = Scope.open()) {
            double alpha = 0.6;
            double sigma = 0.8;
            Tensor clean = HostData.tensor(new double[] {3}, 1);
            Tensor noise = HostData.tensor(new double[] {10}, 1);
            double[] targets = new double[4];
            for (PredictionType type : PredictionType.values()) {
                targets[type.ordinal()] =
                        HostData.doubles(type.target(alpha, sigma).of(clean, noise))[0];
            }
            // epsilon, v = alpha noise - sigma clean, clean, noise - clean
            assertThat(targets).containsExactly(new double[] {10, 0.6 * 10 - 0.8 * 3, 3, 7}, within(1e-12));
        }
    }

    @Test
    void a_scheduled_process_keeps_unit_variance_and_a_straight_path_the_sum_of_amplitudes() {
        ScheduledProcess scheduled = new ScheduledProcess(SCHEDULE);
        StraightPath straight = new StraightPath(1000);
        for (int t = 0; t < 1000; t++) {
            NoisePoint point = scheduled.at((t + 0.5) / 1000);
            assertThat(point.timestep()).isEqualTo(t);
            assertThat(point.alpha() * point.alpha() + point.sigma() * point.sigma())
                    .isCloseTo(1, within(1e-12));
            assertThat(point.alpha() * point.alpha()).isCloseTo(SCHEDULE.alphaBar(t), within(1e-12));
            NoisePoint even = straight.at(t / 1000.0);
            assertThat(even.alpha() + even.sigma()).isCloseTo(1, within(1e-12));
            assertThat(even.timestep()).isCloseTo(1000 * even.sigma(), within(1e-9));
        }
    }

    @Test
    void min_snr_is_that_of_the_paper_for_each_prediction() {
        for (int t = 0; t < 1000; t += 37) {
            double signal = SCHEDULE.alphaBar(t);
            double snr = signal / (1 - signal);
            double capped = Math.min(snr, GAMMA);
            double time = (t + 0.5) / 1000;
            assertThat(weight(PredictionType.EPSILON, time)).isCloseTo(capped / snr, within(1e-9 * capped));
            assertThat(weight(PredictionType.V_PREDICTION, time)).isCloseTo(capped / (snr + 1), within(1e-9 * capped));
            assertThat(weight(PredictionType.SAMPLE, time)).isCloseTo(capped, within(1e-9 * capped));
        }
    }

    @Test
    void min_snr_of_a_velocity_counts_the_error_of_the_clean_sample_too() {
        double snr = 0.7 * 0.7 / (0.3 * 0.3);
        // an error of the velocity is sigma times as large in the clean sample
        assertThat(weight(PredictionType.FLOW_PREDICTION, 0.3)).isCloseTo(Math.min(snr, GAMMA) * 0.09, within(1e-12));
    }

    private static double weight(PredictionType prediction, double time) {
        Objective objective = objective(prediction);
        return objective.weights(List.of(objective.process().at(time)))[0];
    }

    @Test
    void weights_are_finite_at_both_ends() {
        for (PredictionType prediction : PredictionType.values()) {
            assertThat(weight(prediction, 0)).isBetween(0.0, GAMMA);
            assertThat(weight(prediction, Math.nextDown(1.0))).isBetween(0.0, GAMMA);
        }
    }

    @Test
    void errors_are_mean_squares_of_each_row() {
        try (Scope scope = Scope.open()) {
            Tensor prediction = HostData.tensor(new float[] {1, 2, 3, 4, 0, 0, 0, 0}, 2, 2, 2, 1);
            Tensor target = HostData.tensor(new float[] {0, 2, 3, 2, 1, 1, 1, 1}, 2, 2, 2, 1);
            assertThat(HostData.doubles(Objective.errors(prediction, target))).containsExactly(1.25, 1);
        }
    }

    @Test
    void a_scheduler_s_settings_tell_what_is_learned() {
        Objective ddpm = of(Map.of("prediction_type", "v_prediction", "beta_schedule", "scaled_linear"));
        assertThat(ddpm.prediction()).isEqualTo(PredictionType.V_PREDICTION);
        assertThat(ddpm.process()).isInstanceOf(ScheduledProcess.class);
        Objective flow = Objective.of(
                new FlowEulerProvider().fromReference(new ReferenceConfig("x", Map.of("num_train_timesteps", 500))),
                LossWeighting.defaults());
        assertThat(flow)
                .isEqualTo(
                        new Objective(new StraightPath(500), PredictionType.FLOW_PREDICTION, LossWeighting.defaults()));
        Objective mixed = Objective.of(
                new DpmSolverProvider()
                        .fromReference(new ReferenceConfig(
                                "x", Map.of("prediction_type", "flow_prediction", "use_flow_sigmas", true))),
                LossWeighting.defaults());
        assertThat(mixed.process()).isEqualTo(new StraightPath(1000));
    }

    @Test
    void noise_cannot_be_learned_where_there_is_nothing_else() {
        Map<String, Object> config = Map.of("rescale_betas_zero_snr", true, "prediction_type", "epsilon");
        assertThatThrownBy(() -> of(config))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("rescale_betas_zero_snr")
                .hasMessageContaining("prediction_type");
        assertThatCode(() -> of(Map.of("rescale_betas_zero_snr", true, "prediction_type", "v_prediction")))
                .doesNotThrowAnyException();
    }

    private static Objective of(Map<String, Object> config) {
        return Objective.of(
                new DdpmProvider().fromReference(new ReferenceConfig("scheduler_config.json", config)),
                LossWeighting.defaults());
    }
}

package io.diffusion4j.schedulers.dpm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.sampling.NoiseSource;
import io.diffusion4j.core.sampling.Parametrization;
import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.SeededNoise;
import io.diffusion4j.core.sampling.Step;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.schedulers.dpm.AdaptiveRuns.Run;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the chosen steps are worth. */
class AdaptiveTest {
    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void the_error_follows_the_tolerance(int order) {
        double before = 1;
        for (double tolerance : new double[] {1e-2, 1e-3, 1e-4, 1e-5}) {
            Run run = AdaptiveRuns.exactRun("{order: %d, rtol: %s, atol: %s, budget: 10000, final-sigma: sigma-min}"
                    .formatted(order, tolerance, tolerance));

            assertThat(run.error()).isLessThan(before).isBetween(tolerance, tolerance * 4);
            assertThat(run.progress().overBudget()).isFalse();
            before = run.error();
        }
    }

    @Test
    void a_first_step_that_is_too_long_is_rejected_and_tried_again_shorter() {
        Run run = AdaptiveRuns.exactRun("{h-init: 5, rtol: 0.001, atol: 0.001}");
        AdaptiveProgress progress = run.progress();

        assertThat(progress.rejected()).isPositive();
        assertThat(run.error()).isLessThan(0.01);
        // a rejected step keeps its first evaluation; the last one leads to the clean sample
        assertThat(run.steps()).hasSize(3 * progress.accepted() + 2 * progress.rejected() + 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 6, 7, 10, 16, 31, 60})
    void the_budget_is_kept_and_using_it_up_is_told(int budget) {
        Run run = AdaptiveRuns.exactRun("{rtol: 0.000001, atol: 0.000001, budget: %d}".formatted(budget));

        assertThat(run.steps().size()).isBetween(budget - 2, budget);
        assertThat(run.progress().overBudget()).isTrue();
        assertThat(run.steps().get(run.steps().size() - 1).count())
                .isEqualTo(run.steps().size());
        List<Integer> counts = run.steps().stream().map(Step::count).toList();
        assertThat(counts.subList(counts.indexOf(run.steps().size()), counts.size()))
                .as("exact from the first even step on")
                .containsOnly(run.steps().size());
    }

    @Test
    void fresh_noise_keeps_the_distribution_of_the_data() {
        try (Scope scope = Scope.open()) {
            Trajectory trajectory =
                    AdaptiveRuns.of("{eta: 1, rtol: 0.01, budget: 1000}").plan(PlanRequest.ofSteps(1));
            NoiseSource noise = new SeededNoise(List.of(5L));
            Tensor like = HostData.tensor(new float[4096], 1, 1, 64, 64);
            SamplerState state = trajectory.start(
                    noise.draw(NoiseSource.INITIAL, like).mul(new Scalar(trajectory.initialNoiseSigma())));
            while (trajectory.next(state).isPresent()) {
                state = trajectory.advance(state, AdaptiveRuns.prediction(trajectory, state), noise);
            }
            double power = Arrays.stream(HostData.doubles(state.sample()))
                    .map(x -> x * x)
                    .average()
                    .orElseThrow();
            assertThat(Math.sqrt(power)).isCloseTo(AdaptiveRuns.DEVIATION, within(0.03));
            assertThat(state.draws()).isEqualTo(AdaptiveProgress.of(state).accepted());
        }
    }

    @Test
    void every_evaluation_is_told_the_timestep_of_its_sample() {
        try (Scope scope = Scope.open()) {
            Trajectory trajectory = AdaptiveRuns.of("order: 3").plan(PlanRequest.ofSteps(8));
            SamplerState state = trajectory.start(AdaptiveRuns.scalar(10, 1));
            for (int i = 0; i < 6; i++) {
                Step step = trajectory.next(state).orElseThrow();
                Parametrization p = trajectory.parametrization(state).orElseThrow();
                Tensor noise = trajectory.addNoise(AdaptiveRuns.scalar(0, 1), AdaptiveRuns.scalar(1, 1), step);
                assertThat(HostData.doubles(noise)[0]).isCloseTo(p.sigma(), within(1e-9 * p.sigma()));
                state = trajectory.advance(state, AdaptiveRuns.prediction(trajectory, state), AdaptiveRuns.SILENT);
            }
        }
    }

    @Test
    void strength_sets_the_timestep_that_a_run_begins_at() {
        Trajectory trajectory =
                AdaptiveRuns.of("order: 3").plan(PlanRequest.ofSteps(8).withStrength(0.6));

        assertThat(trajectory.steps().get(0).timestep()).isCloseTo(599, within(1e-6));
        assertThat(trajectory.initialNoiseSigma()).isEqualTo(trajectory.sigmas().get(0));
        try (Scope scope = Scope.open()) {
            assertThatThrownBy(() -> trajectory.start(AdaptiveRuns.scalar(1, 1), 3))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("strength");
        }
    }

    @Test
    void half_precision_samples_stay_half_and_near_the_full_run() {
        try (Scope scope = Scope.open()) {
            Trajectory trajectory = AdaptiveRuns.of("order: 3").plan(PlanRequest.ofSteps(1));
            SamplerState state = trajectory.start(AdaptiveRuns.scalar(10, 1).to(ScalarType.BFloat16));
            while (trajectory.next(state).isPresent()) {
                state = trajectory.advance(state, AdaptiveRuns.prediction(trajectory, state), AdaptiveRuns.SILENT);
                assertThat(state.sample().scalar_type().intern()).isEqualTo(ScalarType.BFloat16);
            }
            double exact =
                    10 * AdaptiveRuns.DEVIATION / Math.hypot(AdaptiveRuns.DEVIATION, trajectory.initialNoiseSigma());
            assertThat(HostData.doubles(state.sample())[0]).isCloseTo(exact, within(0.05));
        }
    }

    @Test
    void a_budget_for_less_than_one_step_is_refused() {
        assertThatThrownBy(() -> AdaptiveRuns.of("{order: 3, budget: 3}"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("budget")
                .hasMessageContaining("order: 3 to final-sigma: zero needs 4");
        assertThat(AdaptiveRuns.of("{order: 3, budget: 3, final-sigma: sigma-min}")
                        .order())
                .isEqualTo(3);
    }
}

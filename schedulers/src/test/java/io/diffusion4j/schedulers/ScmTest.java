package io.diffusion4j.schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.sampling.Parametrization;
import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.Step;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.testkit.contract.SchedulerContract;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class ScmTest extends SchedulerContract {
    private static final double CLEAN = 0.7;
    private static final double NOISE = -1.3;
    private static final double DATA = 0.5;

    @Override
    protected Scheduler scheduler() {
        return Schedulers.of("scm", Map.of());
    }

    @Test
    void two_steps_are_the_published_ones_and_others_even() {
        assertThat(angles(PlanRequest.ofSteps(1))).containsExactly((float) 1.5708);
        assertThat(angles(PlanRequest.ofSteps(2))).containsExactly((float) 1.5708, (float) 1.3);
        assertThat(angles(PlanRequest.ofSteps(4)))
                .containsExactly((float) 1.5708, (float) 1.1781, (float) 0.7854, (float) 0.3927);
    }

    @Test
    void the_exact_prediction_says_the_clean_sample_at_every_angle() {
        Trajectory trajectory = scheduler().plan(PlanRequest.ofSteps(5));
        try (Scope scope = Scope.open()) {
            SamplerState state = trajectory.start(scalar(NOISE * DATA));
            for (Step step : trajectory.steps()) {
                double t = step.timestep();
                Tensor sample = trajectory.addNoise(scalar(CLEAN), scalar(NOISE), step);
                Tensor prediction = scalar(Math.cos(t) * NOISE * DATA - Math.sin(t) * CLEAN);
                Parametrization p = trajectory.parametrization(state).orElseThrow();
                SamplerState at = SamplerState.begin(sample, step.index());
                SamplerState next = trajectory.advance(at, prediction, (draw, like) -> scalar(NOISE));

                assertThat(value(next.predictedOriginal().orElseThrow())).isCloseTo(CLEAN, within(1e-6));
                assertThat(value(p.original(sample, prediction))).isCloseTo(CLEAN, within(1e-6));
                assertThat(p.alpha() * CLEAN + p.sigma() * NOISE).isCloseTo(value(sample), within(1e-6));
                state = next;
                if (step.index() + 1 < step.count()) {
                    Step after = trajectory.steps().get(step.index() + 1);
                    assertThat(value(state.sample()))
                            .isCloseTo(value(trajectory.addNoise(scalar(CLEAN), scalar(NOISE), after)), within(1e-6));
                }
            }
            assertThat(value(state.sample())).as("the end").isCloseTo(CLEAN, within(1e-6));
        }
    }

    @Test
    void custom_angles_end_before_the_clean_sample() {
        assertThat(angles(PlanRequest.ofSteps(1).withTimesteps(List.of(1.5, 0.5))))
                .containsExactly(1.5f, 0.5f);
        for (List<Double> wrong : List.of(List.of(1.6, 0.5), List.of(1.5, 0.0))) {
            PlanRequest request = PlanRequest.ofSteps(1).withTimesteps(wrong);
            assertThatThrownBy(() -> angles(request))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("added by itself");
        }
    }

    @Test
    void models_of_other_predictions_and_angles_in_wrong_order_are_refused() {
        assertThatThrownBy(() -> Schedulers.of("scm", Map.of("prediction_type", "epsilon")))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("trigflow");
        assertThatThrownBy(() -> Schedulers.of("scm", Map.of("max_timesteps", 1.2)))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("max-timestep");
    }

    private float[] angles(PlanRequest request) {
        List<Step> steps = scheduler().plan(request).steps();
        float[] angles = new float[steps.size()];
        steps.forEach(step -> angles[step.index()] = (float) step.timestep());
        return angles;
    }

    private static Tensor scalar(double value) {
        return HostData.tensor(new double[] {1}, 1, 1, 1, 1).mul(new Scalar(value));
    }

    private static double value(Tensor tensor) {
        return HostData.doubles(tensor)[0];
    }
}

package com.example.ralston;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.sampling.NoiseSource;
import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * For images that are normal with deviation s the best model is known, epsilon = sigma x / (s^2 + sigma^2), and so is
 * the way that it leads: x grows as sqrt(s^2 + sigma^2).
 */
class RalstonOrderTest {
    private static final double DEVIATION = 0.5;
    private static final NoiseSource NO_NOISE = (draw, like) -> {
        throw new IllegalStateException("a deterministic scheduler draws no noise");
    };

    @ParameterizedTest
    @EnumSource(Spacing.class)
    void the_error_quarters_when_the_steps_double(Spacing spacing) {
        double coarse = error(spacing, 40);
        double fine = error(spacing, 80);
        assertThat(coarse / fine).isBetween(3.4, 4.6);
        assertThat(fine).isLessThan(5e-3);
    }

    @ParameterizedTest
    @EnumSource(Spacing.class)
    void a_run_that_begins_between_two_evaluations_ends_near_the_image(Spacing spacing) {
        assertThat(error(spacing, 80, 41)).isLessThan(5e-2);
    }

    private static double error(Spacing spacing, int steps) {
        return error(spacing, steps, 0);
    }

    /** Relative error of the image, for a run that begins at that evaluation. */
    private static double error(Spacing spacing, int steps, int begin) {
        RalstonSettings usual = RalstonSettings.defaults();
        RalstonSettings settings = new RalstonSettings(
                usual.betaStart(), usual.betaEnd(), usual.trainTimesteps(), spacing, usual.stepsOffset());
        Trajectory trajectory = new RalstonScheduler(settings).plan(PlanRequest.ofSteps(steps));
        try (Scope scope = Scope.open()) {
            double[] image = {0.3, -0.7, 1.1, 0.05};
            double scale = Math.hypot(DEVIATION, trajectory.sigmas().get(begin)) / DEVIATION;
            Tensor noisy = HostData.tensor(image, 1, 1, 2, 2).mul(new Scalar(scale));
            SamplerState state = trajectory.start(noisy, begin);
            for (int i = begin; i < trajectory.steps().size(); i++) {
                double sigma = trajectory.sigmas().get(i);
                Tensor seen = trajectory.modelInput(state).mul(new Scalar(Math.hypot(sigma, 1)));
                Tensor epsilon = seen.mul(new Scalar(sigma / (DEVIATION * DEVIATION + sigma * sigma)));
                state = trajectory.advance(state, epsilon, NO_NOISE);
            }
            double[] made = HostData.doubles(state.sample());
            return Math.abs(made[0] - image[0]) / image[0];
        }
    }
}

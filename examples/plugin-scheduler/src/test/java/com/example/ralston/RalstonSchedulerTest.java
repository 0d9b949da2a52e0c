package com.example.ralston;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.core.settings.ReferenceConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RalstonSchedulerTest {
    private static final RalstonSettings DEFAULTS = RalstonSettings.defaults();

    @ParameterizedTest
    @EnumSource(Spacing.class)
    void noise_levels_fall_strictly_to_zero(Spacing spacing) {
        RalstonSettings settings = new RalstonSettings(0.00085, 0.012, 1000, spacing, 1);
        for (int steps : new int[] {1, 2, 7, 50, 1000}) {
            List<Double> sigmas = new RalstonScheduler(settings)
                    .plan(PlanRequest.ofSteps(steps))
                    .sigmas();
            assertThat(sigmas).hasSize(2 * steps + 1).endsWith(0.0);
            for (int i = 1; i < sigmas.size(); i++) {
                assertThat(sigmas.get(i))
                        .as("%s, %d steps, %d", spacing, steps, i)
                        .isLessThan(sigmas.get(i - 1));
            }
        }
    }

    @Test
    void leading_spacing_visits_the_timesteps_of_the_reference() {
        Trajectory trajectory = new RalstonScheduler(DEFAULTS).plan(PlanRequest.ofSteps(5));
        double[] expected = {801, 601, 401, 201, 1};
        for (int i = 0; i < expected.length; i++) {
            assertThat(trajectory.steps().get(2 * i).timestep()).isCloseTo(expected[i], within(1e-9));
        }
    }

    @Test
    void the_largest_noise_level_is_that_of_stable_diffusion() {
        assertThat(NoiseLevels.of(DEFAULTS).sigma(999)).isCloseTo(14.6146, within(1e-3));
        assertThat(NoiseLevels.of(DEFAULTS).sigma(0)).isCloseTo(0.0292, within(1e-4));
    }

    @Test
    void timestep_and_sigma_are_inverse() {
        NoiseLevels levels = NoiseLevels.of(DEFAULTS);
        for (double t : new double[] {0, 0.25, 1, 500.5, 998.9, 999}) {
            assertThat(levels.timestep(levels.sigma(t))).isCloseTo(t, within(1e-9));
        }
        assertThat(levels.timestep(1e-9)).isZero();
    }

    @Test
    void a_checkpoints_config_gives_the_settings() {
        ReferenceConfig config = new ReferenceConfig(
                "scheduler_config.json",
                Map.of("beta_start", 0.001, "beta_end", 0.01, "beta_schedule", "scaled_linear", "steps_offset", 1));
        assertThat(new RalstonProvider().fromReference(config))
                .isEqualTo(new RalstonSettings(0.001, 0.01, 1000, Spacing.LEADING, 1));
    }

    @Test
    void a_model_that_predicts_velocity_is_refused() {
        ReferenceConfig config = new ReferenceConfig(
                "c.json", Map.of("prediction_type", "v_prediction", "beta_schedule", "scaled_linear"));
        assertThatThrownBy(() -> new RalstonProvider().fromReference(config)).isInstanceOf(CheckpointException.class);
    }

    @Test
    void settings_and_requests_that_make_no_sense_are_refused() {
        assertThatThrownBy(() -> new RalstonSettings(0.02, 0.01, 1000, Spacing.LEADING, 1))
                .isInstanceOf(InvalidSetting.class);
        RalstonScheduler scheduler = new RalstonScheduler(DEFAULTS);
        assertThatThrownBy(() -> scheduler.plan(PlanRequest.ofSteps(1001))).isInstanceOf(ConfigurationException.class);
        PlanRequest custom = PlanRequest.ofSteps(2).withTimesteps(List.of(900.0, 1.0));
        assertThatThrownBy(() -> scheduler.plan(custom)).isInstanceOf(ConfigurationException.class);
    }
}

package io.diffusion4j.schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.Step;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs over an image take all their steps from the last share of the distilled ones. */
class DistilledStepsTest {
    @ParameterizedTest
    @ValueSource(strings = {"lcm", "tcd"})
    void strength_leaves_the_last_share_of_the_distilled_steps(String type) {
        assertThat(timesteps(type, 4, 1)).containsExactly(999, 759, 499, 259);
        assertThat(timesteps(type, 4, 0.5)).containsExactly(499, 379, 259, 139);
        assertThat(timesteps(type, 1, 0.02)).containsExactly(19);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lcm", "tcd"})
    void more_steps_than_strength_leaves_are_refused(String type) {
        assertThatThrownBy(() -> timesteps(type, 11, 0.2))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("11")
                .hasMessageContaining("only 10 of 50 at strength 0.2");
    }

    private static double[] timesteps(String type, int steps, double strength) {
        PlanRequest request = PlanRequest.ofSteps(steps).withStrength(strength);
        return Schedulers.of(type, Map.of("original_inference_steps", 50)).plan(request).steps().stream()
                .mapToDouble(Step::timestep)
                .toArray();
    }
}

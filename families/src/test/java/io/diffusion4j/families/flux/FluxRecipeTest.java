package io.diffusion4j.families.flux;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.BackboneInfo;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.pipelines.latent.ImageSize;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FluxRecipeTest {
    private static final ImageSize SIZE = new ImageSize(32, 32);

    @Test
    void noise_levels_fall_evenly_from_one_and_the_last_step_takes_the_rest() {
        assertThat(new FluxRecipe(true).plan(PlanRequest.ofSteps(4)).sigmas().orElseThrow())
                .containsExactly(1.0, 0.75, 0.5, 0.25);
        assertThat(new FluxRecipe(true).plan(PlanRequest.ofSteps(1)).sigmas().orElseThrow())
                .containsExactly(1.0);
    }

    @ParameterizedTest
    @CsvSource({"6, 0.7, 5", "8, 0.6, 5", "10, 0.5, 5", "4, 1, 4", "10, 0.05, 1"})
    void a_step_that_strength_begins_is_run(int steps, double strength, int run) {
        assertThat(new FluxRecipe(true).stepsFromImage(steps, strength)).isEqualTo(run);
    }

    @Test
    void a_guided_model_is_told_a_scale_in_every_row_and_another_nothing() {
        try (Scope scope = Scope.open()) {
            Conditioning prompt = new Conditioning(Map.of(Conditioning.POOLED, HostData.tensor(new float[6], 2, 3)));
            assertThat(HostData.floats(
                            new FluxRecipe(true).conditioned(prompt, SIZE).require(Conditioning.GUIDANCE)))
                    .containsExactly(3.5f, 3.5f);
            assertThat(new FluxRecipe(false).conditioned(prompt, SIZE)).isEqualTo(prompt);
        }
    }

    @Test
    void the_default_guidance_is_what_the_model_was_distilled_for() {
        assertThat(new FluxRecipe(true).guidance()).isEqualTo("{type: embedded, scale: 3.5}");
        assertThat(new FluxRecipe(false).guidance()).isEqualTo("none");
    }

    @Test
    void the_backbone_is_told_the_noise_level() {
        Backbone echo = new Backbone() {
            @Override
            public BackboneInfo info() {
                return new BackboneInfo(16, 16, 8, Set.of());
            }

            @Override
            public Tensor forward(Tensor sample, Tensor timestep, Conditioning conditioning) {
                return timestep.clone();
            }
        };
        try (Scope scope = Scope.open()) {
            Tensor told = new FluxRecipe(true)
                    .adapt(echo)
                    .forward(
                            HostData.tensor(new float[2], 2, 1, 1, 1),
                            HostData.tensor(new float[] {1000, 250}, 2),
                            Conditioning.none());
            assertThat(HostData.floats(told)).containsExactly(1, 0.25f);
        }
    }
}

package io.diffusion4j.guidance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.BackboneInfo;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.sampling.Step;
import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SkipLayerGuidanceTest {
    private static final float BLOCKS_LEFT_OUT = 0.5f;

    private final Scope scope = Scope.open();
    private final Tensor sample = HostData.tensor(new float[] {1, 2}, 2, 1, 1, 1);
    private final Conditioning positive = Conditioning.ofContext(HostData.tensor(new float[] {3, 4}, 2, 1, 1));
    private final Conditioning negative = Conditioning.ofContext(HostData.tensor(new float[] {1, 1}, 2, 1, 1));
    private final Skipping backbone = new Skipping(new ArrayList<>());

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void an_active_step_adds_the_scaled_difference_to_what_cfg_says() {
        float[] guided = predict(settings(4, 2.8, 0, 1), new Step(1, 10, 900));
        float[] cfg = {1 + 4 * (3 - 1), 2 + 4 * (8 - 2)};
        assertThat(guided[0]).isCloseTo(cfg[0] + 2.8f * (3 - 1.5f), org.assertj.core.api.Assertions.within(1e-5f));
        assertThat(guided[1]).isCloseTo(cfg[1] + 2.8f * (8 - 4f), org.assertj.core.api.Assertions.within(1e-5f));
    }

    @Test
    void without_a_negative_prompt_it_acts_on_the_positive_prediction() {
        SkipLayerGuidance guidance = SkipLayerGuidance.of(settings(1, 2, 0, 1));
        assertThat(guidance.needsNegative()).isFalse();
        Tensor guided = guidance.guide(backbone, positive, Optional.empty()).predict(sample, new Step(1, 10, 900));
        assertThat(HostData.floats(guided)).containsExactly(3 + 2 * 1.5f, 8 + 2 * 4f);
    }

    @Test
    void it_is_active_between_the_shares_of_the_steps_and_not_at_them() {
        assertThat(activeSteps(0.01, 0.5, 6)).containsExactly(1, 2);
        assertThat(activeSteps(0, 1, 5)).containsExactly(1, 2, 3, 4);
        assertThat(activeSteps(0.2, 0.6, 10)).containsExactly(3, 4, 5);
    }

    @Test
    void the_blocks_are_named_once_for_each_row() {
        predict(settings(4, 1, 0, 1), new Step(1, 10, 900));
        assertThat(backbone.skipped()).containsExactly(new long[] {7, 9, 7, 9});
    }

    @Test
    void settings_that_do_nothing_are_refused() {
        assertThatThrownBy(() -> new SkipLayerSettings(4, 1, List.of(), 0, 1, Rows.BATCHED))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("use cfg");
        assertThatThrownBy(() -> settings(4, 1, 0.5, 0.5))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("more than start");
    }

    private List<Integer> activeSteps(double start, double stop, int count) {
        return IntStream.range(0, count)
                .filter(i -> {
                    backbone.skipped().clear();
                    predict(settings(4, 1, start, stop), new Step(i, count, 900));
                    return !backbone.skipped().isEmpty();
                })
                .boxed()
                .toList();
    }

    private float[] predict(SkipLayerSettings settings, Step step) {
        return HostData.floats(SkipLayerGuidance.of(settings)
                .guide(backbone, positive, Optional.of(negative))
                .predict(sample, step));
    }

    private static SkipLayerSettings settings(double scale, double skipScale, double start, double stop) {
        return new SkipLayerSettings(scale, skipScale, List.of(7, 9), start, stop, Rows.BATCHED);
    }

    /** Predicts sample times context, half of it if blocks are left out, and remembers which these were. */
    private record Skipping(List<long[]> skipped) implements Backbone {
        @Override
        public BackboneInfo info() {
            return new BackboneInfo(1, 1, 1, Set.of(Conditioning.CONTEXT));
        }

        @Override
        public Tensor forward(Tensor sample, Tensor timestep, Conditioning conditioning) {
            Tensor prediction =
                    sample.mul(conditioning.require(Conditioning.CONTEXT).unsqueeze(-1));
            Optional<Tensor> blocks = conditioning.find(Conditioning.SKIP_LAYERS);
            blocks.ifPresent(numbers -> skipped.add(HostData.longs(numbers)));
            return blocks.isPresent() ? prediction.mul(new Scalar(BLOCKS_LEFT_OUT)) : prediction;
        }
    }
}

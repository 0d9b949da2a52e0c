package io.diffusion4j.guidance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.BackboneInfo;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.guidance.Guidance;
import io.diffusion4j.core.sampling.Step;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EmbeddedGuidanceTest {
    private static final Step STEP = new Step(0, 4, 1000);

    private final Scope scope = Scope.open();
    private final Tensor sample = HostData.tensor(new float[] {1, 2}, 2, 1, 1, 1);
    private final Conditioning positive = Conditioning.ofContext(HostData.tensor(new float[] {3, 4}, 2, 1, 1));
    private final Conditioning negative = Conditioning.ofContext(HostData.tensor(new float[] {1, 1}, 2, 1, 1));
    private final Told backbone = new Told(Set.of(Conditioning.CONTEXT, Conditioning.GUIDANCE), new ArrayList<>());

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void every_row_is_told_the_scale_in_one_evaluation() {
        Guidance guidance = embedded(3.5, 1);
        assertThat(guidance.needsNegative()).isFalse();
        guidance.guide(backbone, positive, Optional.empty()).predict(sample, STEP);
        assertThat(backbone.scales()).containsExactly(new float[] {3.5f, 3.5f});
    }

    @Test
    void a_scale_that_is_there_already_is_replaced() {
        Conditioning other = positive.with(Conditioning.GUIDANCE, HostData.tensor(new float[] {9, 9}, 2));
        embedded(2, 1).guide(backbone, other, Optional.empty()).predict(sample, STEP);
        assertThat(backbone.scales()).containsExactly(new float[] {2, 2});
    }

    @Test
    void classifier_free_guidance_on_top_goes_from_the_negative_to_the_positive_prediction() {
        Guidance guidance = embedded(1, 2.5);
        assertThat(guidance.needsNegative()).isTrue();
        Tensor guided =
                guidance.guide(backbone, positive, Optional.of(negative)).predict(sample, STEP);
        // negative + 2.5 (positive - negative) with predictions sample * context
        assertThat(HostData.floats(guided)).containsExactly(1 + 2.5f * (3 - 1), 2 + 2.5f * (8 - 2));
        assertThat(backbone.scales()).containsExactly(new float[] {1, 1, 1, 1});
    }

    @Test
    void a_model_that_takes_no_scale_is_refused() {
        Backbone deaf = new Told(Set.of(Conditioning.CONTEXT), new ArrayList<>());
        assertThatThrownBy(() -> embedded(3.5, 1).guide(deaf, positive, Optional.empty()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "request.guidance: this model is not told a guidance scale; use cfg or none instead of embedded");
    }

    private static Guidance embedded(double scale, double cfg) {
        return new EmbeddedProvider().create(new EmbeddedSettings(scale, cfg), null);
    }

    /** Predicts sample times context, and remembers the scales that it was told. */
    private record Told(Set<String> conditioning, List<float[]> scales) implements Backbone {
        @Override
        public BackboneInfo info() {
            return new BackboneInfo(1, 1, 1, conditioning);
        }

        @Override
        public Tensor forward(Tensor sample, Tensor timestep, Conditioning conditioning) {
            scales.add(HostData.floats(conditioning.require(Conditioning.GUIDANCE)));
            return sample.mul(conditioning.require(Conditioning.CONTEXT).unsqueeze(-1));
        }
    }
}

package io.diffusion4j.guidance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.guidance.Guidance;
import io.diffusion4j.core.sampling.Step;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClassifierFreeGuidanceTest {
    private static final Step STEP = new Step(0, 10, 749.25);

    private final Scope scope = Scope.open();
    private final Tensor sample = torch.torch_randn(2, 4, 8, 8);
    private final Conditioning positive = Conditioning.ofContext(torch.torch_randn(2, 3, 4));
    private final Conditioning negative = Conditioning.ofContext(torch.torch_randn(2, 3, 4));

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void scale_one_is_the_positive_prediction_and_evaluates_nothing_else() {
        RowCounter backbone = new RowCounter();
        Guidance guidance = new ClassifierFreeGuidance(1, 0.7, Rows.BATCHED);

        assertThat(guidance.needsNegative()).isFalse();
        float[] guided = HostData.floats(
                guidance.guide(backbone, positive, Optional.of(negative)).predict(sample, STEP));
        assertThat(backbone.rows()).isEqualTo(2);
        assertThat(guided).isEqualTo(predict(new Unguided(), positive));
    }

    @Test
    void scale_zero_is_the_negative_prediction() {
        assertThat(predict(new ClassifierFreeGuidance(0, 0, Rows.SEQUENTIAL), positive))
                .isEqualTo(predict(new Unguided(), negative));
    }

    @Test
    void batched_rows_give_what_sequential_rows_give() {
        assertThat(predict(new ClassifierFreeGuidance(7.5, 0.5, Rows.BATCHED), positive))
                .isEqualTo(predict(new ClassifierFreeGuidance(7.5, 0.5, Rows.SEQUENTIAL), positive));
    }

    @Test
    void batched_rows_are_one_evaluation_and_sequential_rows_two() {
        RowCounter batched = new RowCounter();
        RowCounter sequential = new RowCounter();
        new ClassifierFreeGuidance(3, 0, Rows.BATCHED)
                .guide(batched, positive, Optional.of(negative))
                .predict(sample, STEP);
        new ClassifierFreeGuidance(3, 0, Rows.SEQUENTIAL)
                .guide(sequential, positive, Optional.of(negative))
                .predict(sample, STEP);

        assertThat(batched.calls()).isEqualTo(1);
        assertThat(batched.rows()).isEqualTo(4);
        assertThat(sequential.calls()).isEqualTo(2);
        assertThat(sequential.rows()).isEqualTo(4);
    }

    @Test
    void full_rescaling_restores_the_deviation_of_the_positive_prediction_of_each_image() {
        float[] guided = predict(new ClassifierFreeGuidance(9, 1, Rows.SEQUENTIAL), positive);
        float[] plain = predict(new Unguided(), positive);

        for (int image = 0; image < 2; image++) {
            assertThat(deviation(guided, image)).isCloseTo(deviation(plain, image), within(1e-5));
        }
    }

    @Test
    void every_row_sees_the_steps_timestep() {
        RowCounter backbone = new RowCounter();
        new ClassifierFreeGuidance(3, 0, Rows.BATCHED)
                .guide(backbone, positive, Optional.of(negative))
                .predict(sample, STEP);

        assertThat(backbone.timesteps()).containsExactly(749.25f, 749.25f, 749.25f, 749.25f);
    }

    @Test
    void a_missing_negative_is_refused() {
        assertThatThrownBy(() -> new ClassifierFreeGuidance(2, 0, Rows.BATCHED)
                        .guide(new RowCounter(), positive, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("needs a negative conditioning");
    }

    @Test
    void a_prediction_frees_all_but_its_result() {
        RowCounter backbone = new RowCounter();
        Tensor kept;
        try (Scope step = Scope.open()) {
            kept = new ClassifierFreeGuidance(2, 0.3, Rows.BATCHED)
                    .guide(backbone, positive, Optional.of(negative))
                    .predict(sample, STEP);
            assertThat(kept.isNull()).isFalse();
            assertThat(backbone.last().isNull()).isTrue();
        }
        assertThat(kept.isNull()).isTrue();
    }

    private float[] predict(Guidance guidance, Conditioning chosen) {
        return HostData.floats(
                guidance.guide(new RowCounter(), chosen, Optional.of(negative)).predict(sample, STEP));
    }

    private static double deviation(float[] values, int image) {
        int count = values.length / 2;
        double sum = 0;
        double squares = 0;
        for (int i = image * count; i < (image + 1) * count; i++) {
            sum += values[i];
            squares += (double) values[i] * values[i];
        }
        return Math.sqrt((squares - sum * sum / count) / (count - 1));
    }
}

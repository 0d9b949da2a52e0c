package io.diffusion4j.core.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class RmsNormTest {
    @Test
    void rows_are_divided_by_their_root_mean_square_and_keep_their_mean() {
        try (Scope scope = Scope.open()) {
            RmsNorm norm = RmsNorm.of(new Given(DType.FLOAT32), 4, 0);
            float[] got = HostData.floats(norm.apply(HostData.tensor(new float[] {2, 2, 2, 2, 0, 0, 0, -8}, 2, 4)));

            assertThat(got).containsExactly(new float[] {1, 2, 3, 4, 0, 0, 0, -8}, offset(1e-6f));
        }
    }

    @Test
    void the_epsilon_is_added_to_the_mean_square() {
        try (Scope scope = Scope.open()) {
            RmsNorm norm = RmsNorm.of(new Given(DType.FLOAT32), 4, 12);
            float[] got = HostData.floats(norm.apply(HostData.tensor(new float[] {2, 2, 2, 2}, 1, 4)));

            assertThat(got).containsExactly(new float[] {0.5f, 1, 1.5f, 2}, offset(1e-6f));
        }
    }

    @Test
    void squares_beyond_float16_do_not_matter_and_the_result_has_the_weight_s_dtype() {
        try (Scope scope = Scope.open()) {
            RmsNorm norm = RmsNorm.of(new Given(DType.FLOAT16), 4, 0);
            Tensor got = norm.apply(HostData.tensor(new float[] {1e6f, 1e6f, 1e6f, 1e6f}, 1, 4));

            assertThat(got.scalar_type().intern()).isEqualTo(DType.FLOAT16.scalarType());
            assertThat(HostData.floats(got)).containsExactly(1, 2, 3, 4);
        }
    }

    /** The weight 1, 2, 3, 4. */
    private record Given(DType dtype) implements Weights {
        @Override
        public Weights at(String prefix) {
            return this;
        }

        @Override
        public Tensor get(String name, long... shape) {
            return HostData.tensor(new float[] {1, 2, 3, 4}, shape).toType(dtype.scalarType());
        }

        @Override
        public boolean has(String name) {
            return true;
        }
    }
}

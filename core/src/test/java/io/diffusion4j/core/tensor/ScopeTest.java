package io.diffusion4j.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class ScopeTest {
    @Test
    void closing_frees_what_was_made_inside() {
        Tensor inside;
        try (Scope scope = Scope.open()) {
            inside = HostData.tensor(new float[] {1, 2}, 2);
            assertThat(inside.isNull()).isFalse();
        }
        assertThat(inside.isNull()).isTrue();
    }

    @Test
    void a_kept_tensor_lives_until_the_enclosing_scope_closes() {
        Tensor kept;
        try (Scope outer = Scope.open()) {
            kept = doubled(new float[] {1, 2});
            assertThat(HostData.floats(kept)).containsExactly(2, 4);
        }
        assertThat(kept.isNull()).isTrue();
    }

    @Test
    void a_tensor_kept_at_the_top_belongs_to_the_caller() {
        Tensor kept = doubled(new float[] {3});
        assertThat(HostData.floats(kept)).containsExactly(6);
        kept.close();
        assertThat(kept.isNull()).isTrue();
    }

    private static Tensor doubled(float[] values) {
        try (Scope scope = Scope.open()) {
            return scope.keep(HostData.tensor(values, values.length).mul(new Scalar(2)));
        }
    }
}

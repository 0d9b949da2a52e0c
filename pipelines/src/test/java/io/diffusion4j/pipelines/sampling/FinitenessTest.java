package io.diffusion4j.pipelines.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class FinitenessTest {
    private static final float NAN = Float.NaN;
    private static final float INF = Float.POSITIVE_INFINITY;

    @Test
    void one_value_in_one_tensor_is_enough() {
        try (Scope scope = Scope.open()) {
            Tensor fine = HostData.tensor(new float[] {1, -3e38f}, 1, 2);
            assertThat(Finiteness.of(fine, fine)).isTrue();
            assertThat(Finiteness.of(fine, HostData.tensor(new float[] {1, NAN}, 1, 2)))
                    .isFalse();
            assertThat(Finiteness.of(HostData.tensor(new float[] {1, -INF}, 1, 2), fine))
                    .isFalse();
        }
    }

    @Test
    void nan_becomes_0_and_infinities_the_largest_of_their_image() {
        try (Scope scope = Scope.open()) {
            Tensor damaged = HostData.tensor(new float[] {1, NAN, -5, INF, -INF, 2, NAN, INF}, 2, 1, 1, 4);
            assertThat(HostData.floats(Finiteness.made(damaged))).containsExactly(1, 0, -5, 5, -2, 2, 0, 2);
        }
    }

    @Test
    void without_any_finite_value_all_becomes_0() {
        try (Scope scope = Scope.open()) {
            Tensor damaged = HostData.tensor(new float[] {NAN, INF, -INF}, 1, 1, 1, 3);
            assertThat(HostData.longs(Finiteness.made(damaged))).containsOnly(0);
        }
    }
}

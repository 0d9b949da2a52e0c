package io.diffusion4j.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HostDataTest {
    @Test
    void values_come_back_in_their_order() {
        try (Scope scope = Scope.open()) {
            assertThat(HostData.floats(HostData.tensor(new float[] {1, -2.5f}, 2)))
                    .containsExactly(1, -2.5f);
            assertThat(HostData.doubles(HostData.tensor(new double[] {0.1, 3}, 2, 1)))
                    .containsExactly(0.1, 3);
            assertThat(HostData.longs(HostData.tensor(new long[] {1L << 40, -1}, 1, 2)))
                    .containsExactly(1L << 40, -1);
            assertThat(HostData.bytes(HostData.tensor(new byte[] {0, (byte) 255}, 2)))
                    .containsExactly(0, 255);
        }
    }

    @Test
    void no_values_make_an_empty_tensor() {
        try (Scope scope = Scope.open()) {
            assertThat(HostData.floats(HostData.tensor(new float[0], 0, 4))).isEmpty();
            assertThat(HostData.doubles(HostData.tensor(new double[0], 0))).isEmpty();
            assertThat(HostData.longs(HostData.tensor(new long[0], 2, 0))).isEmpty();
            assertThat(HostData.bytes(HostData.tensor(new byte[0], 0))).isEmpty();
            assertThat(HostData.shape(HostData.tensor(new float[0], 0, 4))).containsExactly(0, 4);
        }
    }

    @Test
    void values_and_shape_must_agree() {
        assertThatThrownBy(() -> HostData.tensor(new float[3], 2, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("shape [2, 2] needs 4 values, got 3");
    }
}

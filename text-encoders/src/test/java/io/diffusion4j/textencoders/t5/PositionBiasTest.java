package io.diffusion4j.textencoders.t5;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.core.weights.Weights;
import io.diffusion4j.testkit.golden.GoldenFile;
import java.util.Optional;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class PositionBiasTest {
    private final RelativeDistances distances = new RelativeDistances(32, 128);

    @Test
    void short_distances_have_a_class_each_and_the_longest_share_one() {
        for (int i = 0; i < 8; i++) {
            assertThat(distances.bucket(-i)).isEqualTo(i);
        }
        assertThat(distances.bucket(1)).isEqualTo(17);
        assertThat(distances.bucket(-127)).isEqualTo(distances.bucket(-100_000)).isEqualTo(15);
        assertThat(distances.bucket(100_000)).isEqualTo(31);
    }

    @Test
    void classes_grow_with_the_distance_and_keep_the_directions_apart() {
        for (int i = 1; i < 300; i++) {
            assertThat(distances.bucket(-i)).isBetween(distances.bucket(1 - i), 15L);
            assertThat(distances.bucket(i)).isEqualTo(distances.bucket(-i) + 16);
        }
    }

    @Test
    void classes_are_those_of_the_reference() {
        try (TensorSource golden =
                GoldenFile.read(T5Goldens.T5.resolve("encoder/golden.json")).tensors()) {
            long[] ahead = HostData.longs(golden.open("relative_buckets_row0"));
            long[] behind = HostData.longs(golden.open("relative_buckets_col0"));
            for (int i = 0; i < ahead.length; i++) {
                assertThat(distances.bucket(i)).isEqualTo(ahead[i]);
                assertThat(distances.bucket(-i)).isEqualTo(behind[i]);
            }
        }
    }

    @Test
    void the_bias_of_a_query_and_a_key_is_that_of_their_distance() {
        int tokens = 40;
        try (Scope scope = Scope.open()) {
            float[] bias = HostData.floats(bias().of(tokens, Optional.empty()));
            assertThat(bias).hasSize(2 * tokens * tokens);
            for (int i = 0; i < bias.length; i++) {
                int key = i % tokens;
                int query = i / tokens % tokens;
                int head = i / tokens / tokens;
                assertThat(bias[i]).isEqualTo(2 * distances.bucket(key - query) + head);
            }
        }
    }

    @Test
    void a_mask_hides_keys_from_all_queries_of_its_prompt() {
        try (Scope scope = Scope.open()) {
            Tensor mask = HostData.tensor(new long[] {1, 1, 0, 1, 0, 0}, 2, 3);
            Tensor bias = bias().of(3, Optional.of(mask));
            assertThat(HostData.shape(bias)).containsExactly(2, 2, 3, 3);
            float[] values = HostData.floats(bias);
            for (int i = 0; i < values.length; i++) {
                boolean hidden = HostData.longs(mask)[i / 18 * 3 + i % 3] == 0;
                assertThat(values[i] < -60_000).isEqualTo(hidden);
            }
        }
    }

    /** Two heads; the table holds 0, 1, 2, ... */
    private static PositionBias bias() {
        T5Settings settings = new T5Settings(8, 4, 4, 1, 2, 2, 32, 128, 1e-6, 1, 0, 8);
        return new PositionBias(settings, new Device("cpu"), new CountingWeights());
    }

    private record CountingWeights() implements Weights {
        @Override
        public Weights at(String prefix) {
            return this;
        }

        @Override
        public Tensor get(String name, long... shape) {
            float[] values = new float[(int) (shape[0] * shape[1])];
            for (int i = 0; i < values.length; i++) {
                values[i] = i;
            }
            return HostData.tensor(values, shape);
        }

        @Override
        public boolean has(String name) {
            return true;
        }
    }
}

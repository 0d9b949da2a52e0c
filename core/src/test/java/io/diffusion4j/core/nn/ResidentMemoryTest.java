package io.diffusion4j.core.nn;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import java.util.Random;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What layers make in a scope is freed at its end, down to the operating system's count. */
class ResidentMemoryTest {
    private static final int RUNS = 2000;
    private static final long CHANNELS = 8;
    private static final long SIZE = 32;

    /** One tensor of one layer, left behind by each run, would be {@code RUNS} times this. */
    private static final long BYTES_OF_A_RESULT = CHANNELS * SIZE * SIZE * Float.BYTES;

    private final int threads = torch.get_num_threads();

    @BeforeEach
    void compute_on_one_thread() {
        torch.set_num_threads(1);
    }

    @AfterEach
    void restore_the_threads() {
        torch.set_num_threads(threads);
    }

    @Test
    void two_thousand_passes_through_layers_leave_resident_memory_flat() {
        try (Scope scope = Scope.open()) {
            Layers layers = Layers.of(new SmallWeights());
            Tensor x = new SmallWeights().get("x", 1, CHANNELS, SIZE, SIZE);
            repeat(layers, x, RUNS / 10);
            long before = residentBytes();
            repeat(layers, x, RUNS);

            assertThat(residentBytes() - before)
                    .as("bytes that %d runs added", RUNS)
                    .isLessThan(RUNS * BYTES_OF_A_RESULT / 4);
        }
    }

    private static void repeat(Layers layers, Tensor x, int runs) {
        for (int i = 0; i < runs; i++) {
            try (Scope run = Scope.open()) {
                layers.apply(x);
            }
        }
    }

    private static long residentBytes() {
        System.gc();
        return Pointer.physicalBytes();
    }

    private record Layers(Conv2d conv, GroupNorm norm, Linear linear, LayerNorm layerNorm) {
        static Layers of(Weights weights) {
            return new Layers(
                    Conv2d.of(weights, CHANNELS, CHANNELS, 3),
                    GroupNorm.of(weights, CHANNELS, 8, 1e-5),
                    Linear.of(weights, CHANNELS, CHANNELS),
                    LayerNorm.of(weights, CHANNELS, 1e-5));
        }

        Tensor apply(Tensor x) {
            Tensor features = Activation.SILU.applyOver(norm.apply(conv.apply(x)));
            Tensor tokens = features.flatten(2, 3).transpose(1, 2);
            return Activation.QUICK_GELU.apply(linear.apply(layerNorm.apply(tokens)));
        }
    }

    /** Weights of whatever shape is asked for. */
    private record SmallWeights(Random random) implements Weights {
        SmallWeights() {
            this(new Random(1));
        }

        @Override
        public Weights at(String name) {
            return this;
        }

        @Override
        public Tensor get(String name, long... shape) {
            int count = 1;
            for (long size : shape) {
                count *= (int) size;
            }
            float[] values = new float[count];
            for (int i = 0; i < count; i++) {
                values[i] = (float) random.nextGaussian() / 10;
            }
            return HostData.tensor(values, shape);
        }

        @Override
        public boolean has(String name) {
            return true;
        }
    }
}

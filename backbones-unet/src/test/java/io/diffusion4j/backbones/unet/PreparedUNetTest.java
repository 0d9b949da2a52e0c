package io.diffusion4j.backbones.unet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.backbone.RunMemory;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.core.weights.WeightLoader;
import java.util.Arrays;
import java.util.Random;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PreparedUNetTest {
    private static final float[] TIMESTEPS = {981, 500, 1};
    /** A product over all steps may sum in another order than one over a step. */
    private static final double ROUNDING = 2e-5;

    private final WeightLoader loader = new WeightLoader(Goldens.cpu(), DType.FLOAT32);
    private final RunMemory memory = new RunMemory(RunMemory.LIMIT);
    private Backbone backbone;

    @BeforeEach
    void load() {
        try (TensorSource weights = Goldens.weights(Goldens.SD1)) {
            backbone = Goldens.load(Goldens.SD1, weights, loader, DType.FLOAT32);
        }
    }

    @AfterEach
    void free() {
        memory.close();
        loader.close();
    }

    @Test
    void all_steps_are_those_of_the_network_itself() {
        try (Scope scope = Scope.open()) {
            Conditioning text = text();
            Backbone prepared = backbone.prepare(HostData.tensor(TIMESTEPS, 3), text, memory);
            for (float timestep : TIMESTEPS) {
                assertThat(forward(prepared, timestep, text))
                        .containsExactly(forward(backbone, timestep, text), within(ROUNDING));
            }
        }
    }

    @Test
    void text_alone_gives_the_same_bits_and_is_looked_at_once() {
        try (Scope scope = Scope.open()) {
            Conditioning text = text();
            Backbone prepared = backbone.prepare(HostData.tensor(TIMESTEPS, 3), text, memory);
            forward(prepared, 700, text);
            text.require(Conditioning.CONTEXT).zero_();
            assertThat(forward(prepared, 300, text)).isEqualTo(forward(backbone, 300, text()));
            assertThat(forward(backbone, 300, text)).isNotEqualTo(forward(backbone, 300, text()));
        }
    }

    private static Conditioning text() {
        return Conditioning.ofContext(uniform(2, 2, 6, 16));
    }

    private static double[] forward(Backbone model, float timestep, Conditioning text) {
        try (Scope scope = Scope.open()) {
            return HostData.doubles(
                    model.forward(uniform(1, 2, 4, 8, 8), HostData.tensor(new float[] {timestep, timestep}, 2), text));
        }
    }

    private static Tensor uniform(long seed, long... shape) {
        long count = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        return HostData.tensor(new Random(seed).doubles(count, -2, 2).toArray(), shape)
                .toType(ScalarType.Float);
    }
}

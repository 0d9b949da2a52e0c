package io.diffusion4j.backbones.dit;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Models compute in the dtype of their weights and sample, and give about what they give in float32. */
class PrecisionTest {
    /** Two digits less than bfloat16's eight bits, for the rounding of several blocks. */
    private static final double SHARE = 0.05;

    static Stream<Arguments> families() {
        Function<Weights, Backbone> mmdit = w -> SmallBackbones.of(SmallBackbones.mmdit(true), w);
        Function<Weights, Backbone> flux = w -> SmallBackbones.of(SmallBackbones.flux(true), w);
        Function<Weights, Backbone> qwenImage = w -> SmallBackbones.of(SmallBackbones.qwenImage(), w);
        Function<Weights, Backbone> chroma = w -> SmallBackbones.of(SmallBackbones.chroma(), w);
        return Stream.of(
                Arguments.of("mmdit", mmdit, 700),
                Arguments.of("flux", flux, 0.7f),
                Arguments.of("qwen-image", qwenImage, 0.7f),
                Arguments.of("chroma", chroma, 0.7f));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("families")
    void bfloat16_is_near_float32(String name, Function<Weights, Backbone> model, float timestep) {
        try (Scope scope = Scope.open()) {
            Tensor whole = forward(model.apply(new SeededWeights()), ScalarType.Float, timestep);
            Tensor half = forward(
                    model.apply(new Rounded(new SeededWeights(), ScalarType.BFloat16)), ScalarType.BFloat16, timestep);
            assertThat(half.scalar_type().intern()).isEqualTo(ScalarType.BFloat16);
            double difference = rms(half.toType(ScalarType.Float).sub(whole));
            assertThat(difference).isBetween(1e-7, SHARE * rms(whole));
        }
    }

    private static Tensor forward(Backbone backbone, ScalarType dtype, float timestep) {
        Conditioning conditioning = Conditioning.ofContext(new SeededWeights().get("text", 1, 3, 12))
                .with(Conditioning.POOLED, new SeededWeights().get("pooled", 1, 10))
                .with(Conditioning.GUIDANCE, HostData.tensor(new float[] {3.5f}, 1));
        Tensor sample = new SeededWeights().get("sample", 1, 4, 8, 8).toType(dtype);
        return backbone.forward(sample, HostData.tensor(new float[] {timestep}, 1), conditioning);
    }

    private static double rms(Tensor tensor) {
        return Math.sqrt(HostData.doubles(tensor.square().mean())[0]);
    }

    private record Rounded(Weights weights, ScalarType dtype) implements Weights {
        @Override
        public Weights at(String prefix) {
            return new Rounded(weights.at(prefix), dtype);
        }

        @Override
        public Tensor get(String name, long... shape) {
            return weights.get(name, shape).toType(dtype);
        }

        @Override
        public boolean has(String name) {
            return weights.has(name);
        }
    }
}

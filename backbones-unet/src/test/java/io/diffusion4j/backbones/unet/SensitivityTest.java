package io.diffusion4j.backbones.unet;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.SafetensorsFile;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.core.weights.WeightLoader;
import io.diffusion4j.testkit.golden.AlteredTensor;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The comparison with the reference notices small mistakes anywhere in the network. */
class SensitivityTest {
    /** What the golden test allows. */
    private static final double TOLERANCE = 4.2e-5;

    static Stream<String> weights() {
        return Stream.of(
                "conv_in",
                "time_embedding.linear_1",
                "down_blocks.0.resnets.0.time_emb_proj",
                "down_blocks.0.downsamplers.0.conv",
                "down_blocks.1.resnets.0.conv_shortcut",
                "down_blocks.1.attentions.1.transformer_blocks.0.attn1.to_q",
                "mid_block.attentions.0.transformer_blocks.0.attn2.to_k",
                "mid_block.resnets.1.conv2",
                "up_blocks.0.upsamplers.0.conv",
                "up_blocks.1.attentions.2.proj_out",
                "up_blocks.2.attentions.0.transformer_blocks.0.ff.net.0.proj",
                "conv_out");
    }

    @Test
    void what_is_unchanged_agrees() {
        assertThat(distance("none", x -> x)).isLessThan(TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("weights")
    void a_weight_that_is_off_by_one_percent_is_noticed(String name) {
        assertThat(distance(name + ".weight", weight -> weight.mul(new Scalar(1.01))))
                .isGreaterThan(TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("weights")
    void two_swapped_channels_are_noticed(String name) {
        assertThat(distance(name + ".weight", SensitivityTest::swapped)).isGreaterThan(TOLERANCE);
    }

    private static Tensor swapped(Tensor weight) {
        long rest = weight.size(0) - 2;
        return torch.cat(
                new TensorVector(weight.narrow(0, 1, 1), weight.narrow(0, 0, 1), weight.narrow(0, 2, rest)), 0);
    }

    private static double distance(String name, UnaryOperator<Tensor> change) {
        try (Scope scope = Scope.open();
                WeightLoader loader = new WeightLoader(Goldens.cpu(), DType.FLOAT32);
                TensorSource weights = new AlteredTensor(Goldens.weights(Goldens.SD1), name, change);
                TensorSource golden = SafetensorsFile.open(Goldens.SD1.resolve("golden.safetensors"))) {
            Backbone backbone = Goldens.load(Goldens.SD1, weights, loader, DType.FLOAT32);
            Tensor got = Goldens.result(backbone, golden, "base.", DType.FLOAT32);
            return Goldens.furthest(got, golden.open("base.out.sample"));
        }
    }
}

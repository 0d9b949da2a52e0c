package io.diffusion4j.backbones.dit;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

/** What lies behind the end of a prompt does not count in models that take a mask. */
class JointMaskTest {
    @Test
    void masked_text_changes_nothing_and_text_that_counts_does() {
        try (Scope scope = Scope.open()) {
            for (Backbone backbone : backbones().toList()) {
                Tensor first = new SeededWeights().get("text", 1, 3, 12);
                double[] alone = forward(backbone, Conditioning.ofContext(first));
                Tensor padded =
                        org.bytedeco.pytorch.global.torch.pad(first, 0, 0, 0, 2).add(behind());
                Conditioning masked = Conditioning.ofContext(padded)
                        .with(Conditioning.CONTEXT_MASK, HostData.tensor(new long[] {1, 1, 1, 0, 0}, 1, 5));
                assertThat(forward(backbone, masked))
                        .usingComparatorWithPrecision(1e-4)
                        .containsExactly(alone);
                assertThat(forward(backbone, Conditioning.ofContext(padded)))
                        .usingComparatorWithPrecision(1e-4)
                        .isNotEqualTo(alone);
            }
        }
    }

    private static Stream<Backbone> backbones() {
        return Stream.of(
                SmallBackbones.of(SmallBackbones.qwenImage(), new SeededWeights()),
                SmallBackbones.of(SmallBackbones.chroma(), new SeededWeights()));
    }

    private static Tensor behind() {
        return HostData.tensor(new float[] {0, 0, 0, 1, 1}, 1, 5, 1);
    }

    private static double[] forward(Backbone backbone, Conditioning text) {
        Tensor sample = new SeededWeights().get("sample", 1, 4, 8, 8);
        return HostData.doubles(backbone.forward(sample, HostData.tensor(new float[] {0.7f}, 1), text));
    }
}

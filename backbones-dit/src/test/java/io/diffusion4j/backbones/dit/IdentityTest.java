package io.diffusion4j.backbones.dit;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import java.util.function.Predicate;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

/** What adaLN-Zero is named for: a block whose gates are zero is the identity. */
class IdentityTest {
    @Test
    void without_its_modulation_a_dit_block_changes_nothing() {
        Predicate<String> modulations = name -> name.contains("norm1.linear");
        try (Scope scope = Scope.open()) {
            double[] one = dit(modulations);
            assertThat(dit(modulations.or(name -> name.contains(".attn1.") || name.contains(".ff."))))
                    .containsExactly(one);
            assertThat(dit(name -> false)).isNotEqualTo(one);
        }
    }

    @Test
    void without_modulation_and_text_a_pixart_block_changes_nothing() {
        Predicate<String> gates = name -> name.startsWith("adaln_single.linear")
                || name.matches("transformer_blocks.*scale_shift_table")
                || name.contains("attn2.to_out");
        try (Scope scope = Scope.open()) {
            double[] one = pixart(gates);
            assertThat(pixart(gates.or(name -> name.contains(".attn1.") || name.contains(".ff."))))
                    .containsExactly(one);
            assertThat(pixart(name -> false)).isNotEqualTo(one);
        }
    }

    private static double[] dit(Predicate<String> zero) {
        Backbone backbone = SmallBackbones.of(SmallBackbones.dit(), new SeededWeights("", zero));
        Conditioning label = Conditioning.none().with(Conditioning.CLASS_LABELS, HostData.tensor(new long[] {4}, 1));
        return HostData.doubles(backbone.forward(sample(), HostData.tensor(new float[] {700}, 1), label));
    }

    private static double[] pixart(Predicate<String> zero) {
        Backbone backbone = SmallBackbones.of(SmallBackbones.pixart(false), new SeededWeights("", zero));
        Conditioning text = Conditioning.ofContext(new SeededWeights().get("text", 1, 3, 12));
        return HostData.doubles(backbone.forward(sample(), HostData.tensor(new float[] {700}, 1), text));
    }

    private static Tensor sample() {
        return new SeededWeights().get("sample", 1, 4, 8, 8);
    }
}

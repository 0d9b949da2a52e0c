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

    @Test
    void without_its_modulation_a_joint_block_changes_nothing() {
        Predicate<String> modulations = name -> name.matches("transformer_blocks.*norm1(_context)?.linear.*");
        try (Scope scope = Scope.open()) {
            double[] one = mmdit(modulations);
            assertThat(mmdit(modulations.or(name -> name.contains(".attn") || name.contains(".ff"))))
                    .containsExactly(one);
            assertThat(mmdit(name -> false)).isNotEqualTo(one);
        }
    }

    @Test
    void without_their_modulation_neither_kind_of_flux_block_changes_anything() {
        Predicate<String> modulations = name -> name.contains("transformer_blocks") && name.contains(".linear.");
        try (Scope scope = Scope.open()) {
            double[] one = flux(modulations);
            assertThat(flux(modulations.or(name -> name.contains(".attn.")
                            || name.contains(".ff")
                            || name.startsWith("single") && name.contains("proj_"))))
                    .containsExactly(one);
            assertThat(flux(name -> false)).isNotEqualTo(one);
        }
    }

    private static double[] mmdit(Predicate<String> zero) {
        Backbone backbone = SmallBackbones.of(SmallBackbones.mmdit(true), new SeededWeights("", zero));
        return HostData.doubles(backbone.forward(sample(), HostData.tensor(new float[] {700}, 1), text()));
    }

    private static double[] flux(Predicate<String> zero) {
        Backbone backbone = SmallBackbones.of(SmallBackbones.flux(false), new SeededWeights("", zero));
        return HostData.doubles(backbone.forward(sample(), HostData.tensor(new float[] {0.7f}, 1), text()));
    }

    private static Conditioning text() {
        return Conditioning.ofContext(new SeededWeights().get("text", 1, 3, 12))
                .with(Conditioning.POOLED, new SeededWeights().get("pooled", 1, 10));
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

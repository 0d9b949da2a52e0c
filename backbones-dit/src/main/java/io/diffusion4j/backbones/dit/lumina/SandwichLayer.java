package io.diffusion4j.backbones.dit.lumina;

import io.diffusion4j.backbones.dit.blocks.RmsNorm;
import io.diffusion4j.core.tensor.Scope;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;

/** The norms before and behind a sublayer, which keep deep stacks stable. Ding et al. 2021, section 2.4. */
record SandwichLayer(RmsNorm before, RmsNorm behind) {
    /** @param tokens [batch, tokens, width] @return the same shape; belongs to the open scope */
    Tensor apply(Tensor tokens, Optional<SandwichModulation> modulation, UnaryOperator<Tensor> sublayer) {
        try (Scope scope = Scope.open()) {
            Tensor entered = before.apply(tokens);
            Tensor result = behind.apply(
                    sublayer.apply(modulation.map(m -> m.enter(entered)).orElse(entered)));
            return scope.keep(modulation.map(m -> m.leave(tokens, result)).orElseGet(() -> tokens.add(result)));
        }
    }
}

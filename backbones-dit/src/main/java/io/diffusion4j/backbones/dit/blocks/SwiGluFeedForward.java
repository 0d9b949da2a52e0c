package io.diffusion4j.backbones.dit.blocks;

import io.diffusion4j.core.nn.Activation;
import io.diffusion4j.core.nn.Linear;
import io.diffusion4j.core.tensor.Scope;
import org.bytedeco.pytorch.Tensor;

/**
 * A perceptron whose hidden layer is gated by the SiLU of another. Shazeer 2020.
 *
 * @param gate to the hidden width, activated
 * @param value to the hidden width
 * @param out back
 */
public record SwiGluFeedForward(Linear gate, Linear value, Linear out) {
    /** @param tokens [..., width] @return the same shape, a tensor of its own; belongs to the open scope */
    public Tensor apply(Tensor tokens) {
        try (Scope scope = Scope.open()) {
            return scope.keep(out.apply(hidden(tokens)));
        }
    }

    private Tensor hidden(Tensor tokens) {
        try (Scope scope = Scope.open()) {
            return scope.keep(Activation.SILU.applyOver(gate.apply(tokens)).mul_(value.apply(tokens)));
        }
    }
}

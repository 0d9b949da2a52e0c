package io.diffusion4j.backbones.unet;

import static org.bytedeco.pytorch.global.torch.gelu;

import io.diffusion4j.core.nn.Linear;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import org.bytedeco.pytorch.Tensor;

/** A perceptron with one hidden layer of four times the width, gated by the GELU of a second one. Shazeer 2020. */
final class GatedFeedForward {
    private static final long GROWTH = 4;

    private final long hiddenWidth;
    private final Linear in;
    private final Linear out;

    private GatedFeedForward(Weights weights, long width) {
        this.hiddenWidth = GROWTH * width;
        this.in = Linear.of(weights.at("net.0.proj"), width, 2 * hiddenWidth);
        this.out = Linear.of(weights.at("net.2"), hiddenWidth, width);
    }

    static GatedFeedForward of(Weights weights, long width) {
        return new GatedFeedForward(weights, width);
    }

    /** @param tokens [..., width] @return the same shape, a tensor of its own; belongs to the open scope */
    Tensor apply(Tensor tokens) {
        try (Scope scope = Scope.open()) {
            return scope.keep(out.apply(gated(tokens)));
        }
    }

    private Tensor gated(Tensor tokens) {
        try (Scope scope = Scope.open()) {
            Tensor both = in.apply(tokens);
            Tensor gate = gelu(both.narrow(-1, hiddenWidth, hiddenWidth));
            return scope.keep(gate.mul_(both.narrow(-1, 0, hiddenWidth)));
        }
    }
}

package io.diffusion4j.backbones.dit.sana;

import io.diffusion4j.backbones.dit.blocks.TokenGrid;
import io.diffusion4j.core.nn.Activation;
import io.diffusion4j.core.nn.Conv2d;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import org.bytedeco.pytorch.Tensor;

/**
 * A gated perceptron in which each token also sees its neighbours, which linear attention blurs: an inverted bottleneck
 * with a depthwise convolution. Xie et al. 2024, section 2.2.
 */
final class MixFeedForward {
    private static final long KERNEL = 3;

    private final Conv2d inverted;
    private final Conv2d depthwise;
    private final Conv2d point;
    private final long hidden;

    private MixFeedForward(Weights weights, long width, long hidden) {
        this.inverted = Conv2d.of(weights.at("conv_inverted"), width, 2 * hidden, 1);
        this.depthwise = Conv2d.depthwise(weights.at("conv_depth"), 2 * hidden, KERNEL);
        this.point = Conv2d.withoutBias(weights.at("conv_point"), hidden, width, 1);
        this.hidden = hidden;
    }

    static MixFeedForward of(Weights weights, long width, long hidden) {
        return new MixFeedForward(weights, width, hidden);
    }

    /** @param tokens [batch, tokens, width] @return the same shape; belongs to the open scope */
    Tensor apply(Tensor tokens, TokenGrid grid) {
        try (Scope scope = Scope.open()) {
            Tensor pixels = tokens.transpose(1, 2).unflatten(2, grid.rows(), grid.columns());
            return scope.keep(point.apply(gated(pixels)).flatten(2, 3).transpose(1, 2));
        }
    }

    private Tensor gated(Tensor pixels) {
        try (Scope scope = Scope.open()) {
            Tensor both = depthwise.apply(Activation.SILU.applyOver(inverted.apply(pixels)));
            Tensor gate = Activation.SILU.apply(both.narrow(1, hidden, hidden));
            return scope.keep(gate.mul_(both.narrow(1, 0, hidden)));
        }
    }
}

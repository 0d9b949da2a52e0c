package io.diffusion4j.training.measure;

import io.diffusion4j.core.nn.Activation;
import io.diffusion4j.core.nn.Conv2d;
import io.diffusion4j.core.nn.GroupNorm;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import org.bytedeco.pytorch.Tensor;

/** Two convolutions beside the identity, each behind a norm and a non-linearity. He et al. 2016. */
final class ResidualBlock {
    private final GroupNorm norm1;
    private final Conv2d conv1;
    private final GroupNorm norm2;
    private final Conv2d conv2;

    ResidualBlock(Weights weights, int channels) {
        norm1 = ImageTower.norm(weights.at("norm1"), channels);
        conv1 = Conv2d.of(weights.at("conv1"), channels, channels, 3);
        norm2 = ImageTower.norm(weights.at("norm2"), channels);
        conv2 = Conv2d.of(weights.at("conv2"), channels, channels, 3);
    }

    /** x [batch, channels, height, width] to the same shape. */
    Tensor apply(Tensor x) {
        try (Scope scope = Scope.open()) {
            Tensor inner = conv1.apply(Activation.SILU.apply(norm1.apply(x)));
            return scope.keep(x.add(conv2.apply(Activation.SILU.apply(norm2.apply(inner)))));
        }
    }
}

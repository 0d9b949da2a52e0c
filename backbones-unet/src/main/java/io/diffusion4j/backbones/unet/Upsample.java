package io.diffusion4j.backbones.unet;

import static org.bytedeco.pytorch.global.torch.upsample_nearest2d;

import io.diffusion4j.core.nn.Conv2d;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import org.bytedeco.pytorch.Tensor;

/** Enlarges to a given size by repeating pixels, then convolves. */
final class Upsample {
    private final Conv2d conv;

    private Upsample(Conv2d conv) {
        this.conv = conv;
    }

    static Upsample of(Weights weights, int channels) {
        return new Upsample(Conv2d.of(weights.at("conv"), channels, channels, 3));
    }

    /** @param x [batch, channels, ...] @param size height and width @return of that size; belongs to the open scope */
    Tensor apply(Tensor x, long[] size) {
        try (Scope scope = Scope.open()) {
            return scope.keep(conv.apply(upsample_nearest2d(x, size)));
        }
    }
}

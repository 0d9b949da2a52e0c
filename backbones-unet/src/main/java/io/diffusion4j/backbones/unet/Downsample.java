package io.diffusion4j.backbones.unet;

import static org.bytedeco.pytorch.global.torch.pad;

import io.diffusion4j.core.nn.Conv2d;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import org.bytedeco.pytorch.Tensor;

/** Halves height and width by a convolution, rounding up. */
final class Downsample {
    private static final long[] RIGHT_AND_BOTTOM = {0, 1, 0, 1};

    private final Conv2d conv;
    private final boolean padsBefore;

    private Downsample(Conv2d conv, boolean padsBefore) {
        this.conv = conv;
        this.padsBefore = padsBefore;
    }

    /** @param padding 1, or 0 to pad only right and bottom */
    static Downsample of(Weights weights, int channels, int padding) {
        return new Downsample(Conv2d.of(weights.at("conv"), channels, channels, 3, 2, padding), padding == 0);
    }

    /** @param x [batch, channels, height, width] @return a quarter of the pixels; belongs to the open scope */
    Tensor apply(Tensor x) {
        try (Scope scope = Scope.open()) {
            return scope.keep(conv.apply(padsBefore ? pad(x, RIGHT_AND_BOTTOM) : x));
        }
    }
}

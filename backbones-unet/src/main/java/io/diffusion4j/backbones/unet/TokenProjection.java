package io.diffusion4j.backbones.unet;

import io.diffusion4j.core.nn.Conv2d;
import io.diffusion4j.core.nn.Linear;
import io.diffusion4j.core.weights.Weights;
import org.bytedeco.pytorch.Tensor;

/** The layers through which a transformer is entered and left. */
sealed interface TokenProjection {
    /** @param image [batch, channels, height, width] @return [batch, height · width, channels] of the open scope */
    Tensor enter(Tensor image);

    /** @param tokens [batch, height · width, channels] @return [batch, channels, height, width] of the open scope */
    Tensor leave(Tensor tokens, long height, long width);

    /** Reads {@code proj_in} and {@code proj_out}. */
    interface Maker {
        TokenProjection of(Weights weights, int channels);
    }

    /** As in Stable Diffusion 2. */
    record OfTokens(Linear in, Linear out) implements TokenProjection {
        static OfTokens of(Weights weights, int channels) {
            return new OfTokens(
                    Linear.of(weights.at("proj_in"), channels, channels),
                    Linear.of(weights.at("proj_out"), channels, channels));
        }

        @Override
        public Tensor enter(Tensor image) {
            return in.apply(tokens(image));
        }

        @Override
        public Tensor leave(Tensor tokens, long height, long width) {
            return image(out.apply(tokens), height, width);
        }
    }

    /** As in Stable Diffusion 1. */
    record OfPixels(Conv2d in, Conv2d out) implements TokenProjection {
        static OfPixels of(Weights weights, int channels) {
            return new OfPixels(
                    Conv2d.of(weights.at("proj_in"), channels, channels, 1),
                    Conv2d.of(weights.at("proj_out"), channels, channels, 1));
        }

        @Override
        public Tensor enter(Tensor image) {
            return tokens(in.apply(image));
        }

        @Override
        public Tensor leave(Tensor tokens, long height, long width) {
            return out.apply(image(tokens, height, width));
        }
    }

    private static Tensor tokens(Tensor image) {
        return image.flatten(2, 3).transpose(1, 2);
    }

    private static Tensor image(Tensor tokens, long height, long width) {
        return tokens.transpose(1, 2).unflatten(2, height, width);
    }
}

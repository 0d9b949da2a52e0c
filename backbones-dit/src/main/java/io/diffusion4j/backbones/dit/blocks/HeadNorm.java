package io.diffusion4j.backbones.dit.blocks;

import io.diffusion4j.core.nn.LayerNorm;
import io.diffusion4j.core.weights.Weights;
import org.bytedeco.pytorch.Tensor;

/** Normalises each head's queries or keys, so that their scores stay in range. Henry et al. 2020. */
@FunctionalInterface
public interface HeadNorm {
    /** Of all published models. */
    double EPSILON = 1e-6;

    /** @param heads [batch, heads, tokens, size] @return the same shape; {@code heads} itself or a tensor of the open scope */
    Tensor apply(Tensor heads);

    /** How a family normalises. */
    @FunctionalInterface
    interface Kind {
        /** @param size channels of a head */
        HeadNorm of(Weights weights, long size);
    }

    /** No norm, and no weights. */
    static HeadNorm none(Weights weights, long size) {
        return heads -> heads;
    }

    /** Divides by the root of the mean square, then scales. Reads {@code weight} [size]. Zhang and Sennrich 2019. */
    static HeadNorm rootMeanSquare(Weights weights, long size) {
        return RmsNorm.of(weights, size, EPSILON)::apply;
    }

    /** Subtracts the mean and divides by the deviation; no weights. Ba et al. 2016. */
    static HeadNorm layer(Weights weights, long size) {
        double epsilon = 1e-5;
        return LayerNorm.withoutWeights(size, epsilon)::apply;
    }
}

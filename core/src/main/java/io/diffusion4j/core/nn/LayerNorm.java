package io.diffusion4j.core.nn;

import io.diffusion4j.core.weights.Weights;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Normalises the last dimension, then scales and shifts it. Ba et al. 2016. */
public final class LayerNorm {
    private final Optional<Tensor> weight;
    private final Optional<Tensor> bias;
    private final long[] shape;
    private final double epsilon;

    private LayerNorm(Optional<Tensor> weight, Optional<Tensor> bias, long width, double epsilon) {
        this.weight = weight;
        this.bias = bias;
        this.shape = new long[] {width};
        this.epsilon = epsilon;
    }

    /** Reads {@code weight} and {@code bias}, both [width]. */
    public static LayerNorm of(Weights weights, long width, double epsilon) {
        return new LayerNorm(
                Optional.of(weights.get("weight", width)), Optional.of(weights.get("bias", width)), width, epsilon);
    }

    /** Only normalises: for models that scale and shift by what they are conditioned on. */
    public static LayerNorm withoutWeights(long width, double epsilon) {
        return new LayerNorm(Optional.empty(), Optional.empty(), width, epsilon);
    }

    /** @param x [..., width] @return the same shape; belongs to the open scope */
    public Tensor apply(Tensor x) {
        return torch.layer_norm(x, shape, Linear.optional(weight), Linear.optional(bias), epsilon, true);
    }
}

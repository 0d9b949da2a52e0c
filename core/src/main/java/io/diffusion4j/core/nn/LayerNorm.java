package io.diffusion4j.core.nn;

import io.diffusion4j.core.weights.Weights;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** Normalises the last dimension, then scales and shifts it. Ba et al. 2016. */
public final class LayerNorm {
    private final Tensor weight;
    private final Tensor bias;
    private final long[] shape;
    private final double epsilon;

    private LayerNorm(Tensor weight, Tensor bias, long width, double epsilon) {
        this.weight = weight;
        this.bias = bias;
        this.shape = new long[] {width};
        this.epsilon = epsilon;
    }

    /** Reads {@code weight} and {@code bias}, both [width]. */
    public static LayerNorm of(Weights weights, long width, double epsilon) {
        return new LayerNorm(weights.get("weight", width), weights.get("bias", width), width, epsilon);
    }

    /** @param x [..., width] @return the same shape; belongs to the open scope */
    public Tensor apply(Tensor x) {
        return torch.layer_norm(x, shape, new TensorOptional(weight), new TensorOptional(bias), epsilon, true);
    }
}

package io.diffusion4j.core.nn;

import io.diffusion4j.core.weights.Weights;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** Normalises groups of channels over space, then scales and shifts each channel. Wu and He 2018. */
public final class GroupNorm {
    private final Tensor weight;
    private final Tensor bias;
    private final long groups;
    private final double epsilon;

    private GroupNorm(Tensor weight, Tensor bias, long groups, double epsilon) {
        this.weight = weight;
        this.bias = bias;
        this.groups = groups;
        this.epsilon = epsilon;
    }

    /** Reads {@code weight} and {@code bias}, both [channels]. */
    public static GroupNorm of(Weights weights, long channels, long groups, double epsilon) {
        return new GroupNorm(weights.get("weight", channels), weights.get("bias", channels), groups, epsilon);
    }

    /** @param x [batch, channels, ...] @return the same shape; belongs to the open scope */
    public Tensor apply(Tensor x) {
        return torch.group_norm(x, groups, optional(weight, x), optional(bias, x), epsilon, true);
    }

    /** Under autocast x is narrower than the weights, and libtorch's gradients of mixed types take ten times as long. */
    private static TensorOptional optional(Tensor weight, Tensor x) {
        return new TensorOptional(weight.to(x.scalar_type()));
    }
}

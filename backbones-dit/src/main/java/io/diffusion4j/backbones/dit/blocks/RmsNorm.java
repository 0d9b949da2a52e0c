package io.diffusion4j.backbones.dit.blocks;

import io.diffusion4j.core.weights.Weights;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** Divides the last dimension by the root of its mean square, then scales it. Zhang and Sennrich 2019. */
public final class RmsNorm {
    private final Tensor weight;
    private final long[] shape;
    private final double epsilon;

    private RmsNorm(Tensor weight, long width, double epsilon) {
        this.weight = weight;
        this.shape = new long[] {width};
        this.epsilon = epsilon;
    }

    /** Reads {@code weight} [width]. */
    public static RmsNorm of(Weights weights, long width, double epsilon) {
        return new RmsNorm(weights.get("weight", width), width, epsilon);
    }

    /** @param x [..., width] @return the same shape; belongs to the open scope */
    public Tensor apply(Tensor x) {
        return torch.rms_norm(x, shape, new TensorOptional(weight), new DoubleOptional(epsilon));
    }
}

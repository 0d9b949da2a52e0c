package io.diffusion4j.core.nn;

import io.diffusion4j.core.weights.Weights;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** A two-dimensional convolution with a square kernel. */
public final class Conv2d {
    private static final long[] NO_DILATION = {1, 1};

    private final Tensor weight;
    private final Optional<Tensor> bias;
    private final long[] stride;
    private final long[] padding;
    private final long groups;

    private Conv2d(Tensor weight, Optional<Tensor> bias, long stride, long padding, long groups) {
        this.weight = weight;
        this.bias = bias;
        this.stride = new long[] {stride, stride};
        this.padding = new long[] {padding, padding};
        this.groups = groups;
    }

    /** Reads {@code weight} [out, in, kernel, kernel] and {@code bias} [out]; stride 1, same size for odd kernels. */
    public static Conv2d of(Weights weights, long in, long out, long kernel) {
        return of(weights, in, out, kernel, 1, (kernel - 1) / 2);
    }

    public static Conv2d of(Weights weights, long in, long out, long kernel, long stride, long padding) {
        Tensor weight = weights.get("weight", out, in, kernel, kernel);
        return new Conv2d(weight, Optional.of(weights.get("bias", out)), stride, padding, 1);
    }

    /** Reads {@code weight} only. */
    public static Conv2d withoutBias(Weights weights, long in, long out, long kernel) {
        return new Conv2d(weights.get("weight", out, in, kernel, kernel), Optional.empty(), 1, (kernel - 1) / 2, 1);
    }

    /** Each channel for itself. Reads {@code weight} [channels, 1, kernel, kernel] and {@code bias} [channels]. */
    public static Conv2d depthwise(Weights weights, long channels, long kernel) {
        Tensor weight = weights.get("weight", channels, 1, kernel, kernel);
        return new Conv2d(weight, Optional.of(weights.get("bias", channels)), 1, (kernel - 1) / 2, channels);
    }

    /** @param x [batch, in, height, width] @return [batch, out, height', width']; belongs to the open scope */
    public Tensor apply(Tensor x) {
        Tensor y = torch.conv2d(x, weight, Linear.optional(bias), stride, padding, NO_DILATION, groups);
        WorkMeter.count(Work.Kind.CONVOLUTION, () -> 2 * y.numel() * weight.numel() / weight.size(0));
        return y;
    }
}

package io.diffusion4j.core.nn;

import io.diffusion4j.core.weights.Weights;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** A two-dimensional convolution with a square kernel and a bias. */
public final class Conv2d {
    private static final long[] NO_DILATION = {1, 1};

    private final Tensor weight;
    private final Tensor bias;
    private final long[] stride;
    private final long[] padding;

    private Conv2d(Tensor weight, Tensor bias, long stride, long padding) {
        this.weight = weight;
        this.bias = bias;
        this.stride = new long[] {stride, stride};
        this.padding = new long[] {padding, padding};
    }

    /** Reads {@code weight} [out, in, kernel, kernel] and {@code bias} [out]; stride 1, same size for odd kernels. */
    public static Conv2d of(Weights weights, long in, long out, long kernel) {
        return of(weights, in, out, kernel, 1, (kernel - 1) / 2);
    }

    public static Conv2d of(Weights weights, long in, long out, long kernel, long stride, long padding) {
        return new Conv2d(weights.get("weight", out, in, kernel, kernel), weights.get("bias", out), stride, padding);
    }

    /** @param x [batch, in, height, width] @return [batch, out, height', width']; belongs to the open scope */
    public Tensor apply(Tensor x) {
        return torch.conv2d(x, weight, Linear.optional(Optional.of(bias)), stride, padding, NO_DILATION, 1);
    }
}

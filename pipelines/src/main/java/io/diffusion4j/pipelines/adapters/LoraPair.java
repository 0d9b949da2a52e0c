package io.diffusion4j.pipelines.adapters;

import io.diffusion4j.core.tensor.DType;
import org.bytedeco.pytorch.Tensor;

/**
 * The two factors of a layer's change, {@code up down * alpha / rank}.
 *
 * @param down A [rank, inputs], or with the kernel of a convolution behind it
 * @param up B [outputs, rank], with a kernel of 1 for convolutions
 */
public record LoraPair(Tensor down, Tensor up, double alpha) {
    /** The same factors in another dtype; belongs to the open scope. */
    public LoraPair as(DType dtype) {
        return new LoraPair(down.toType(dtype.scalarType()), up.toType(dtype.scalarType()), alpha);
    }

    /** {@code alpha / rank}. */
    public double factor() {
        return alpha / down.size(0);
    }
}

package io.diffusion4j.textencoders.clip;

import org.bytedeco.pytorch.Tensor;

/** The largest absolute difference of two tensors of one shape. */
final class Distance {
    private Distance() {}

    static double between(Tensor a, Tensor b) {
        return a.sub(b).abs().max().item_double();
    }
}

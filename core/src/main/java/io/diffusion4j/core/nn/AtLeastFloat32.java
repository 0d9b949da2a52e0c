package io.diffusion4j.core.nn;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Half types widened to float32, for what sums up many numbers or needs all their digits; float64 is left as it is. */
public final class AtLeastFloat32 {
    private AtLeastFloat32() {}

    /** @return {@code x} itself if it is wide enough, else a tensor of the open scope */
    public static Tensor of(Tensor x) {
        return x.scalar_type().intern() == ScalarType.Double ? x : x.toType(ScalarType.Float);
    }
}

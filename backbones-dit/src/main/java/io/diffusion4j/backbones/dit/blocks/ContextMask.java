package io.diffusion4j.backbones.dit.blocks;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Which tokens of a context count, as a bias of attention scores. */
public final class ContextMask {
    /** Finite, as the models were trained with, so a row without any token still attends to something. */
    private static final double HIDDEN = -10_000;

    private ContextMask() {}

    /**
     * @param mask [batch, tokens], 1 where a token counts
     * @return 0 or -10000, [batch, 1, 1, tokens]; belongs to the open scope
     */
    public static Tensor bias(Tensor mask, ScalarType dtype) {
        return mask.toType(dtype)
                .sub(new Scalar(1))
                .mul_(new Scalar(-HIDDEN))
                .unsqueeze(1)
                .unsqueeze(1);
    }
}

package io.diffusion4j.backbones.dit.blocks;

import static org.bytedeco.pytorch.global.torch.pad;

import io.diffusion4j.core.backbone.Conditioning;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** The {@link ContextMask} of text, where an image follows that is seen throughout. */
public final class JointMask {
    private JointMask() {}

    /**
     * @param image [batch, image tokens, ...], of the dtype that the bias shall have
     * @return [batch, 1, 1, text tokens and image tokens], if the conditioning has a mask; belongs to the open scope
     */
    public static Optional<Tensor> bias(Conditioning conditioning, Tensor image) {
        return conditioning
                .find(Conditioning.CONTEXT_MASK)
                .map(mask -> pad(ContextMask.bias(mask, image.scalar_type()), 0, image.size(1)));
    }
}

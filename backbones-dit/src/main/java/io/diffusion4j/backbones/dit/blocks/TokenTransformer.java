package io.diffusion4j.backbones.dit.blocks;

import io.diffusion4j.core.backbone.StepContext;
import org.bytedeco.pytorch.Tensor;

/** A network from tokens to tokens. */
@FunctionalInterface
public interface TokenTransformer {
    /**
     * @param image [batch, tokens, channels of a token]
     * @param positions of text and image, text first
     * @return [batch, tokens, channels of a token]; belongs to the open scope
     */
    Tensor apply(Tensor image, StepContext context, RotaryTable positions);
}

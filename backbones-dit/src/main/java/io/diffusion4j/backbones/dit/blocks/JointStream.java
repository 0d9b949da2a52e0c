package io.diffusion4j.backbones.dit.blocks;

import io.diffusion4j.core.backbone.StepRows;
import org.bytedeco.pytorch.Tensor;

/**
 * What a {@link JointBlock} does to one kind of token, text or image, before and after all tokens look at each other.
 * Esser et al. 2024, figure 2.
 */
public interface JointStream {
    /** @param condition [batch, width], activated @return its tensors belong to the open scope */
    AtStep at(StepRows condition);

    /** The stream under one conditioning. */
    interface AtStep {
        /** @param tokens [batch, tokens, width] @return tensors of the open scope */
        QueryKeyValue enter(Tensor tokens);

        /**
         * @param tokens [batch, tokens, width], as they entered
         * @param attended the same shape
         * @return the same shape; {@code tokens} itself or a tensor of the open scope
         */
        Tensor leave(Tensor tokens, Tensor attended);
    }
}

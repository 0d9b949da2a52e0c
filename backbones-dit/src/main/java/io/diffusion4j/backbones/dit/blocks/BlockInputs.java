package io.diffusion4j.backbones.dit.blocks;

import io.diffusion4j.core.backbone.Remembered;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * What every block of a model with a {@link SharedModulation} looks at besides its input.
 *
 * @param modulation [batch, 6, width]
 * @param context token embeddings [batch, tokens, width]
 * @param contextBias added to the scores of the context's tokens [batch, 1, 1, tokens]
 * @param memory for what blocks make of the context
 */
public record BlockInputs(Tensor modulation, Tensor context, Optional<Tensor> contextBias, Remembered memory) {
    /** For one of the blocks. */
    public BlockInputs at(int block) {
        return new BlockInputs(modulation, context, contextBias, memory.at(block));
    }
}

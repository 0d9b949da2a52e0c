package io.diffusion4j.backbones.dit.blocks;

import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * What every block of a model with a {@link SharedModulation} looks at besides its input.
 *
 * @param modulation [batch, 6, width]
 * @param context token embeddings [batch, tokens, width]
 * @param contextBias added to the scores of the context's tokens [batch, 1, 1, tokens]
 */
public record BlockInputs(Tensor modulation, Tensor context, Optional<Tensor> contextBias) {}

package io.diffusion4j.backbones.dit.blocks;

import org.bytedeco.pytorch.Tensor;

/**
 * The tokens of a prompt and of an image that a model looks at together.
 *
 * @param text [batch, text tokens, width]
 * @param image [batch, image tokens, width]
 */
public record JointTokens(Tensor text, Tensor image) {}

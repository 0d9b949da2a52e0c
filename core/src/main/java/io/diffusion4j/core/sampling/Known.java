package io.diffusion4j.core.sampling;

import org.bytedeco.pytorch.Tensor;

/**
 * The part of an image that a run keeps while it paints the rest. The caller owns the tensors, for as long as any run
 * that was given them.
 *
 * @param original the clean sample [batch or 1, channels, height, width], on the model's scale
 * @param mask of the same shape, or with one channel: 1 where the sample is known, 0 where the run paints
 */
public record Known(Tensor original, Tensor mask) {}

package io.diffusion4j.core.sampling;

import org.bytedeco.pytorch.Tensor;

/**
 * Unit normal noise as a pure function of (seed, image, draw): asking twice for one draw gives the same numbers, and an
 * image gets the same noise alone and in a batch.
 */
public interface NoiseSource {
    /** The draw that initial latents are made of. Later draws count from 0 in {@link SamplerState#draws}. */
    int INITIAL = -1;

    /**
     * @param draw {@link #INITIAL}, or the number of draws before this one
     * @param like gives shape [batch, channels, height, width], device and dtype
     * @return unit normal noise; belongs to the open scope
     */
    Tensor draw(int draw, Tensor like);
}

package io.diffusion4j.training.latents;

import io.diffusion4j.core.autoencoder.Posterior;
import io.diffusion4j.training.Draw;

/** What the autoencoder says of the pictures of batches. Used by one thread. */
public interface LatentSource extends AutoCloseable {
    /**
     * @return the distribution of the unscaled latents [batch, channels, height, width], float32, on the device that
     *     computes, without gradients; belongs to the open scope
     */
    Posterior posterior(Draw draw);

    @Override
    default void close() {}
}

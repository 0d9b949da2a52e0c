package io.diffusion4j.training.latents;

import io.diffusion4j.core.autoencoder.Posterior;
import io.diffusion4j.training.data.BatchOrder.Batch;

/** What the autoencoder says of pictures. Used by one thread at a time. */
public interface LatentSource extends AutoCloseable {
    /**
     * @return the distribution of the unscaled latents [batch, channels, height, width], float32, on the device that
     *     computes; belongs to the open scope
     */
    Posterior posterior(Batch batch);

    @Override
    default void close() {}
}

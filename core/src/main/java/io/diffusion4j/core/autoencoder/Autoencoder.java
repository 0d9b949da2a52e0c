package io.diffusion4j.core.autoencoder;

import org.bytedeco.pytorch.Tensor;

/** Maps images to latents and back. Immutable and safe for several threads. */
public interface Autoencoder {
    AutoencoderInfo info();

    /** @param image [batch, 3, height, width] in -1..1 @return the posterior of the unscaled latents */
    Posterior encode(Tensor image);

    /**
     * @param latents unscaled latents [batch, channels, height / factor, width / factor]
     * @return [batch, 3, height, width], about -1..1; belongs to the open scope
     */
    Tensor decode(Tensor latents);
}

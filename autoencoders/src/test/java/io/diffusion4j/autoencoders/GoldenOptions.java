package io.diffusion4j.autoencoders;

import io.diffusion4j.core.autoencoder.Autoencoder;
import io.diffusion4j.testkit.golden.kinds.AutoencoderOptions;

/** Lends the wrappers of this module to the golden cases. */
public final class GoldenOptions implements AutoencoderOptions {
    @Override
    public Autoencoder sliced(Autoencoder autoencoder) {
        return new SlicedAutoencoder(autoencoder);
    }

    @Override
    public Autoencoder tiled(Autoencoder autoencoder, int tileSize, double overlap) {
        return new TiledAutoencoder(autoencoder, new TilingSettings(tileSize, overlap));
    }
}

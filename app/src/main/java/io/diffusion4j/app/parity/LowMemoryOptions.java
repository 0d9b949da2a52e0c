package io.diffusion4j.app.parity;

import io.diffusion4j.autoencoders.SlicedAutoencoder;
import io.diffusion4j.autoencoders.TiledAutoencoder;
import io.diffusion4j.autoencoders.TilingSettings;
import io.diffusion4j.core.autoencoder.Autoencoder;
import io.diffusion4j.testkit.golden.kinds.AutoencoderOptions;

/** Lends slicing and tiling to the golden cases that ask for them. */
public final class LowMemoryOptions implements AutoencoderOptions {
    @Override
    public Autoencoder sliced(Autoencoder autoencoder) {
        return new SlicedAutoencoder(autoencoder);
    }

    @Override
    public Autoencoder tiled(Autoencoder autoencoder, int tileSize, double overlap) {
        return new TiledAutoencoder(autoencoder, new TilingSettings(tileSize, overlap));
    }
}

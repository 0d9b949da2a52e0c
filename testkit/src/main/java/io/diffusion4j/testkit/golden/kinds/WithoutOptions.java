package io.diffusion4j.testkit.golden.kinds;

import io.diffusion4j.core.autoencoder.Autoencoder;
import io.diffusion4j.testkit.golden.Unsupported;

/** Nobody told how to slice and tile. */
final class WithoutOptions implements AutoencoderOptions {
    @Override
    public Autoencoder sliced(Autoencoder autoencoder) {
        throw new Unsupported("no AutoencoderOptions on the class path that slice");
    }

    @Override
    public Autoencoder tiled(Autoencoder autoencoder, int tileSize, double overlap) {
        throw new Unsupported("no AutoencoderOptions on the class path that tile");
    }
}

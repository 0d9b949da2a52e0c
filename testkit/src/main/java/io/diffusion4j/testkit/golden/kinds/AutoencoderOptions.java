package io.diffusion4j.testkit.golden.kinds;

import io.diffusion4j.core.autoencoder.Autoencoder;

/**
 * How to make an autoencoder slice and tile. Slicing and tiling are wrappers, of which the core knows nothing, so the
 * module that has them lists an implementation in
 * {@code META-INF/services/io.diffusion4j.testkit.golden.kinds.AutoencoderOptions}.
 */
public interface AutoencoderOptions {
    /** The same autoencoder, one image at a time. */
    Autoencoder sliced(Autoencoder autoencoder);

    /**
     * The same autoencoder, tile by tile.
     *
     * @param tileSize height and width of a tile in pixels
     * @param overlap fraction of a tile that fades into its neighbour
     */
    Autoencoder tiled(Autoencoder autoencoder, int tileSize, double overlap);
}

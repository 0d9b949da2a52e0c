package io.diffusion4j.autoencoders;

import io.diffusion4j.core.autoencoder.Autoencoder;
import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import java.util.Optional;

/** Ways for an autoencoder to need less memory. */
@Doc("Ways for the autoencoder to need less memory.")
public record LowMemorySettings(
        @Doc("Whether the images of a batch go through one at a time.")
        boolean slicing,

        @Doc("How to cut large images into tiles; they are not cut if left out.")
        Optional<TilingSettings> tiling) {
    public LowMemorySettings {
        Constraints.check(LowMemorySettings.class, slicing, tiling);
    }

    public static LowMemorySettings defaults() {
        return new LowMemorySettings(false, Optional.empty());
    }

    /** The same autoencoder, used as these settings say. */
    public Autoencoder apply(Autoencoder autoencoder) {
        Autoencoder tiled = tiling.<Autoencoder>map(t -> new TiledAutoencoder(autoencoder, t))
                .orElse(autoencoder);
        return slicing ? new SlicedAutoencoder(tiled) : tiled;
    }
}

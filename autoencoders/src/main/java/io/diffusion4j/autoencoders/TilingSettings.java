package io.diffusion4j.autoencoders;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.Range;

/** How an image is cut into tiles. */
@Doc("Encodes and decodes large images tile by tile, which bounds the memory but can show seams.")
public record TilingSettings(
        @Doc(
                "Height and width of a tile in pixels; a multiple of the pixels per latent, and images up to this size are not cut.")
        @Range(min = 16, max = 8192)
        int tileSize,

        @Doc("Fraction of a tile that fades into its neighbour.") @Range(min = 0, max = 0.5)
        double overlap) {
    public TilingSettings {
        Constraints.check(TilingSettings.class, tileSize, overlap);
    }

    public static TilingSettings defaults() {
        return new TilingSettings(512, 0.25);
    }
}

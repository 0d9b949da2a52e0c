package com.example.pebble;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.Range;

/** The architecture; {@code transformer/config.json} of a checkpoint has the same keys with underscores. */
@Doc("A few convolutions that know time and prompt.")
public record PebbleSettings(
        @Doc("Height and width of the latents it was trained on, in latent pixels.") @Range(min = 1)
        int sampleSize,

        @Doc("Channels of the sample.") @Range(min = 1) int channels,
        @Doc("Channels inside.") @Range(min = 2) int width,

        @Doc("Width of the text encoder's states.") @Range(min = 1)
        int contextWidth) {
    public PebbleSettings {
        Constraints.check(PebbleSettings.class, sampleSize, channels, width, contextWidth);
    }

    public static PebbleSettings defaults() {
        return new PebbleSettings(8, 4, 16, 16);
    }
}

package io.diffusion4j.backbones.dit.legacy;

import io.diffusion4j.backbones.dit.dit.DiTSettings;
import io.diffusion4j.backbones.dit.pixart.PixArtSettings;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.InvalidSetting;
import java.util.Optional;

/** A transformer of an older checkpoint, whose class name does not tell the family: exactly one of these. */
@Doc("A transformer of an older checkpoint: either dit or pixart.")
public record Transformer2DSettings(
        @Doc("The architecture, if it is a DiT.") Optional<DiTSettings> dit,
        @Doc("The architecture, if it is a PixArt.") Optional<PixArtSettings> pixart) {
    public Transformer2DSettings {
        if (dit.isPresent() == pixart.isPresent()) {
            throw new InvalidSetting(
                    dit.isPresent() ? "pixart" : "dit", "is one of dit and pixart, of which exactly one must be given");
        }
    }

    /** DiT-XL/2 for images of 256 pixels. */
    public static Transformer2DSettings defaults() {
        return new Transformer2DSettings(Optional.of(DiTSettings.defaults()), Optional.empty());
    }
}

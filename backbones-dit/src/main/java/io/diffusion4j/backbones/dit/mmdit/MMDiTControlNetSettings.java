package io.diffusion4j.backbones.dit.mmdit;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.Range;
import java.util.List;

/**
 * The architecture of a ControlNet of a multimodal diffusion transformer. The defaults are six blocks of the width of
 * Stable Diffusion 3 Medium.
 */
@Doc("A ControlNet of Stable Diffusion 3 and 3.5.")
public record MMDiTControlNetSettings(
        @Doc("The transformer that it is a copy of, with the number of blocks that it has itself.")
        MMDiTSettings transformer,

        @Doc("Channels of the other image beyond those of the sample, such as a mask.") @Range(min = 0)
        int extraChannels) {
    public MMDiTControlNetSettings {
        Constraints.check(MMDiTControlNetSettings.class, transformer, extraChannels);
    }

    public static MMDiTControlNetSettings defaults() {
        return new MMDiTControlNetSettings(
                new MMDiTSettings(128, 2, 16, 16, 6, 24, 64, 4096, 2048, 192, false, List.of()), 0);
    }

    /** Channels of the other image. */
    int controlChannels() {
        return transformer.inChannels() + extraChannels;
    }
}

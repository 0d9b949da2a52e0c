package io.diffusion4j.backbones.dit.pixart;

import io.diffusion4j.backbones.dit.blocks.WidthRules;
import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.core.settings.Range;
import java.util.Optional;

/** The architecture of a PixArt transformer. The defaults are those of PixArt-alpha at 1024 pixels. */
@Doc("The text-conditioned transformer of PixArt-alpha and PixArt-sigma.")
public record PixArtSettings(
        @Doc("Height and width of the latents it was trained on, in latent pixels.") @Range(min = 1)
        int sampleSize,

        @Doc("Height and width of the patch that becomes a token, in latent pixels.") @Range(min = 1)
        int patchSize,

        @Doc("Channels of the sample it takes.") @Range(min = 1)
        int inChannels,

        @Doc("Channels it returns; twice those it takes where it also predicts the variance.") @Range(min = 1)
        int outChannels,

        @Doc("Number of blocks.") @Range(min = 1) int layers,
        @Doc("Attention heads.") @Range(min = 1) int attentionHeads,

        @Doc("Channels of each attention head.") @Range(min = 1)
        int attentionHeadDim,

        @Doc("Whether query, key and value have a bias.") boolean attentionBias,

        @Doc("Channels of the context as the blocks see it.") @Range(min = 1)
        int crossAttentionDim,

        @Doc("Channels of the context as the text encoder gives it; left out, the blocks see that itself.")
        @Range(min = 1)
        Optional<Integer> captionChannels,

        @Doc("Epsilon of the blocks' norms.") @Range(min = 0)
        double normEps,

        @Doc("Divides the positions of the tokens.") @Range(min = 1e-6)
        double interpolationScale,

        @Doc("Whether it is told the resolution and the aspect ratio of the image.")
        boolean sizeConditions) {
    private static final int SIZE_NUMBERS = 3;

    public PixArtSettings {
        Constraints.check(
                PixArtSettings.class,
                sampleSize,
                patchSize,
                inChannels,
                outChannels,
                layers,
                attentionHeads,
                attentionHeadDim,
                attentionBias,
                crossAttentionDim,
                captionChannels,
                normEps,
                interpolationScale,
                sizeConditions);
        WidthRules.patches(sampleSize, patchSize);
        WidthRules.positions(attentionHeads, attentionHeadDim);
        int width = attentionHeads * attentionHeadDim;
        if (captionChannels.isPresent() && crossAttentionDim != width) {
            throw new InvalidSetting(
                    "crossAttentionDim",
                    "must be attentionHeads x attentionHeadDim = %d with captionChannels, got %d"
                            .formatted(width, crossAttentionDim));
        }
        if (sizeConditions && width % SIZE_NUMBERS != 0) {
            throw new InvalidSetting(
                    "sizeConditions",
                    "needs attentionHeads x attentionHeadDim to be a multiple of %d, got %d"
                            .formatted(SIZE_NUMBERS, width));
        }
    }

    /** PixArt-alpha XL/2 for images of 1024 pixels. */
    public static PixArtSettings defaults() {
        return new PixArtSettings(128, 2, 4, 8, 28, 16, 72, true, 1152, Optional.of(4096), 1e-6, 2, true);
    }

    /** Channels of a token. */
    int width() {
        return attentionHeads * attentionHeadDim;
    }

    /** Channels of each of height, width and aspect ratio. */
    int sizeWidth() {
        return width() / SIZE_NUMBERS;
    }
}

package io.diffusion4j.backbones.dit.auraflow;

import io.diffusion4j.backbones.dit.blocks.WidthRules;
import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.core.settings.Range;

/** The architecture of an AuraFlow transformer. The defaults are those of its first version. */
@Doc("The two-stream and single-stream transformer of AuraFlow.")
public record AuraFlowSettings(
        @Doc("Height and width of the latents it was trained on, in latent pixels.") @Range(min = 1)
        int sampleSize,

        @Doc("Height and width of the patch that becomes a token, in latent pixels.") @Range(min = 1)
        int patchSize,

        @Doc("Channels of the sample it takes.") @Range(min = 1)
        int inChannels,

        @Doc("Channels it returns.") @Range(min = 1) int outChannels,

        @Doc("Number of blocks in which text and image have weights of their own.") @Range(min = 0)
        int jointLayers,

        @Doc("Number of blocks in which they share them.") @Range(min = 0)
        int singleLayers,

        @Doc("Attention heads.") @Range(min = 1) int attentionHeads,

        @Doc("Channels of each attention head.") @Range(min = 1)
        int attentionHeadDim,

        @Doc("Channels of the context as the text encoder gives it.") @Range(min = 1)
        int contextChannels,

        @Doc("Number of places that it knows, in a square of tokens.") @Range(min = 1)
        int positions) {
    public AuraFlowSettings {
        Constraints.check(
                AuraFlowSettings.class,
                sampleSize,
                patchSize,
                inChannels,
                outChannels,
                jointLayers,
                singleLayers,
                attentionHeads,
                attentionHeadDim,
                contextChannels,
                positions);
        WidthRules.patches(sampleSize, patchSize);
        int side = (int) Math.round(Math.sqrt(positions));
        if (side * side != positions || side < sampleSize / patchSize) {
            throw new InvalidSetting(
                    "positions",
                    "must be a square number of (sampleSize / patchSize)² = %d or more, got %d"
                            .formatted((sampleSize / patchSize) * (sampleSize / patchSize), positions));
        }
    }

    /** AuraFlow 0.1. */
    public static AuraFlowSettings defaults() {
        return new AuraFlowSettings(64, 2, 4, 4, 4, 32, 12, 256, 2048, 1024);
    }

    /** Channels of a token. */
    int width() {
        return attentionHeads * attentionHeadDim;
    }

    /** Of the square of places, in tokens. */
    int side() {
        return (int) Math.round(Math.sqrt(positions));
    }
}

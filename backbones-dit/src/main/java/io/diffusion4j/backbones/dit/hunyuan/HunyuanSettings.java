package io.diffusion4j.backbones.dit.hunyuan;

import io.diffusion4j.backbones.dit.blocks.WidthRules;
import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.core.settings.Range;

/** The architecture of a Hunyuan-DiT transformer. The defaults are those of its first versions. */
@Doc("The bilingual transformer of Hunyuan-DiT.")
public record HunyuanSettings(
        @Doc("Height and width of the latents it was trained on, in latent pixels.") @Range(min = 1)
        int sampleSize,

        @Doc("Height and width of the patch that becomes a token, in latent pixels.") @Range(min = 1)
        int patchSize,

        @Doc("Channels of the sample it takes.") @Range(min = 1)
        int inChannels,

        @Doc("Channels it returns; twice those it takes where it also predicts the variance.") @Range(min = 1)
        int outChannels,

        @Doc("Number of blocks; the later half looks back at the earlier one.") @Range(min = 1)
        int layers,

        @Doc("Attention heads.") @Range(min = 1) int attentionHeads,

        @Doc("Channels of each attention head, a multiple of 4.") @Range(min = 1)
        int attentionHeadDim,

        @Doc("Hidden channels of the perceptrons over those of a token.") @Range(min = 1e-3)
        double mlpRatio,

        @Doc("Channels of the first text encoder.") @Range(min = 1)
        int contextChannels,

        @Doc("Channels of the second text encoder, a multiple of 8.") @Range(min = 1)
        int contextChannelsT5,

        @Doc("Channels of the second text as a whole.") @Range(min = 1)
        int pooledChannels,

        @Doc("Tokens of the first text encoder.") @Range(min = 1)
        int textLength,

        @Doc("Tokens of the second text encoder.") @Range(min = 1)
        int textLengthT5,

        @Doc("Whether it is told sizes and style, as up to version 1.1.")
        boolean sizeAndStyle) {
    private static final int POOL_HEADS = 8;
    private static final int ROTARY = 4;

    public HunyuanSettings {
        Constraints.check(
                HunyuanSettings.class,
                sampleSize,
                patchSize,
                inChannels,
                outChannels,
                layers,
                attentionHeads,
                attentionHeadDim,
                mlpRatio,
                contextChannels,
                contextChannelsT5,
                pooledChannels,
                textLength,
                textLengthT5,
                sizeAndStyle);
        WidthRules.patches(sampleSize, patchSize);
        multiple("attentionHeadDim", attentionHeadDim, ROTARY);
        multiple("contextChannelsT5", contextChannelsT5, POOL_HEADS);
    }

    /** Hunyuan-DiT 1.1. */
    public static HunyuanSettings defaults() {
        return new HunyuanSettings(128, 2, 4, 8, 40, 16, 88, 4.3637, 1024, 2048, 1024, 77, 256, true);
    }

    /** Channels of a token. */
    int width() {
        return attentionHeads * attentionHeadDim;
    }

    /** Hidden channels of a perceptron. */
    int hiddenWidth() {
        return (int) (mlpRatio * width());
    }

    private static void multiple(String component, int value, int of) {
        if (value % of != 0) {
            throw new InvalidSetting(component, "must be a multiple of %d, got %d".formatted(of, value));
        }
    }
}

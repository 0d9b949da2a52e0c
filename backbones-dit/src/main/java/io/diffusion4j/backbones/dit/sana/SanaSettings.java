package io.diffusion4j.backbones.dit.sana;

import io.diffusion4j.backbones.dit.blocks.WidthRules;
import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.core.settings.Range;
import java.util.Optional;

/** The architecture of a Sana transformer. The defaults are those of the model with 1.6 billion weights. */
@Doc("The text-conditioned transformer of Sana.")
public record SanaSettings(
        @Doc("Height and width of the latents it was trained on, in latent pixels.") @Range(min = 1)
        int sampleSize,

        @Doc("Height and width of the patch that becomes a token, in latent pixels.") @Range(min = 1)
        int patchSize,

        @Doc("Channels of the sample it takes.") @Range(min = 1)
        int inChannels,

        @Doc("Channels it returns.") @Range(min = 1) int outChannels,
        @Doc("Number of blocks.") @Range(min = 1) int layers,

        @Doc("Heads of the linear attention.") @Range(min = 1)
        int attentionHeads,

        @Doc("Channels of each head of the linear attention.") @Range(min = 1)
        int attentionHeadDim,

        @Doc("Whether query, key and value of the linear attention have a bias.")
        boolean attentionBias,

        @Doc("Heads of the attention to the text.") @Range(min = 1)
        int crossAttentionHeads,

        @Doc("Channels of each head of the attention to the text.") @Range(min = 1)
        int crossAttentionHeadDim,

        @Doc("Channels of the context as the text encoder gives it.") @Range(min = 1)
        int captionChannels,

        @Doc("Hidden channels of the perceptrons over those of a token.") @Range(min = 1e-3)
        double mlpRatio,

        @Doc("Epsilon of the blocks' norms.") @Range(min = 0)
        double normEps,

        @Doc("Divides the positions of the tokens; left out, the tokens have none.") @Range(min = 1e-6)
        Optional<Double> interpolationScale) {
    public SanaSettings {
        Constraints.check(
                SanaSettings.class,
                sampleSize,
                patchSize,
                inChannels,
                outChannels,
                layers,
                attentionHeads,
                attentionHeadDim,
                attentionBias,
                crossAttentionHeads,
                crossAttentionHeadDim,
                captionChannels,
                mlpRatio,
                normEps,
                interpolationScale);
        WidthRules.patches(sampleSize, patchSize);
        if (interpolationScale.isPresent()) {
            WidthRules.positions(attentionHeads, attentionHeadDim);
        }
        int width = attentionHeads * attentionHeadDim;
        if (crossAttentionHeads * crossAttentionHeadDim != width) {
            throw new InvalidSetting(
                    "crossAttentionHeads",
                    "times crossAttentionHeadDim must be attentionHeads x attentionHeadDim = %d, got %d x %d"
                            .formatted(width, crossAttentionHeads, crossAttentionHeadDim));
        }
    }

    /** Sana 1.6B for images of 1024 pixels. */
    public static SanaSettings defaults() {
        return new SanaSettings(32, 1, 32, 32, 20, 70, 32, false, 20, 112, 2304, 2.5, 1e-6, Optional.empty());
    }

    /** Channels of a token. */
    int width() {
        return attentionHeads * attentionHeadDim;
    }

    /** Hidden channels of a perceptron. */
    int hiddenWidth() {
        return (int) (mlpRatio * width());
    }
}

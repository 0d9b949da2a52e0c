package io.diffusion4j.backbones.dit.dit;

import io.diffusion4j.backbones.dit.blocks.WidthRules;
import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.Range;

/** The architecture of a class-conditional diffusion transformer. The defaults are those of DiT-XL/2 at 256 pixels. */
@Doc("The class-conditional diffusion transformer DiT.")
public record DiTSettings(
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

        @Doc("Number of classes; the label of that number stands for none of them.") @Range(min = 1)
        int classes,

        @Doc("Epsilon of the norm before each perceptron.") @Range(min = 0)
        double normEps,

        @Doc("Divides the positions of the tokens.") @Range(min = 1e-6)
        double interpolationScale) {
    public DiTSettings {
        Constraints.check(
                DiTSettings.class,
                sampleSize,
                patchSize,
                inChannels,
                outChannels,
                layers,
                attentionHeads,
                attentionHeadDim,
                attentionBias,
                classes,
                normEps,
                interpolationScale);
        WidthRules.patches(sampleSize, patchSize);
        WidthRules.positions(attentionHeads, attentionHeadDim);
    }

    /** DiT-XL/2 for images of 256 pixels. */
    public static DiTSettings defaults() {
        return new DiTSettings(32, 2, 4, 8, 28, 16, 72, true, 1000, 1e-5, 1);
    }

    /** Channels of a token. */
    int width() {
        return attentionHeads * attentionHeadDim;
    }
}

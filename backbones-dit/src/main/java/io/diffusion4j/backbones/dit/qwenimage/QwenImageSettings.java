package io.diffusion4j.backbones.dit.qwenimage;

import io.diffusion4j.backbones.dit.blocks.Packing;
import io.diffusion4j.backbones.dit.blocks.WidthRules;
import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.Range;
import java.util.List;

/** The architecture of a Qwen-Image transformer. The defaults are those of the published one. */
@Doc("The transformer of Qwen-Image.")
public record QwenImageSettings(
        @Doc("Height and width of the latents it was trained on, in latent pixels; even.") @Range(min = 2)
        int sampleSize,

        @Doc("Channels of a token that it takes: four for each channel of the latents.") @Range(min = 4)
        int inChannels,

        @Doc("Channels of the latents that it returns.") @Range(min = 1)
        int outChannels,

        @Doc("Number of blocks.") @Range(min = 1) int layers,
        @Doc("Attention heads.") @Range(min = 1) int attentionHeads,

        @Doc("Channels of each attention head.") @Range(min = 1)
        int attentionHeadDim,

        @Doc("Channels of the context.") @Range(min = 1) int jointAttentionDim,

        @Doc("Channels of a head that tell a token's image, row and column; even, together those of the head.")
        @Range(min = 2)
        List<Integer> axesDimsRope) {
    public QwenImageSettings {
        Constraints.check(
                QwenImageSettings.class,
                sampleSize,
                inChannels,
                outChannels,
                layers,
                attentionHeads,
                attentionHeadDim,
                jointAttentionDim,
                axesDimsRope);
        axesDimsRope = List.copyOf(axesDimsRope);
        WidthRules.packed("sampleSize", sampleSize, Packing.SIDE);
        WidthRules.packed("inChannels", inChannels, Packing.PIXELS);
        WidthRules.rotary(axesDimsRope, CentredPlaces.AXES, attentionHeadDim);
    }

    /** Qwen-Image. */
    public static QwenImageSettings defaults() {
        return new QwenImageSettings(128, 64, 16, 60, 24, 128, 3584, List.of(16, 56, 56));
    }

    /** Channels of a token inside. */
    int width() {
        return attentionHeads * attentionHeadDim;
    }
}

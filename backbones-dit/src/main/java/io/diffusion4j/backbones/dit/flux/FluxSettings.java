package io.diffusion4j.backbones.dit.flux;

import io.diffusion4j.backbones.dit.blocks.Packing;
import io.diffusion4j.backbones.dit.blocks.WidthRules;
import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.Range;
import java.util.List;

/** The architecture of a FLUX transformer. The defaults are those of FLUX.1 dev. */
@Doc("The transformer of FLUX.1.")
public record FluxSettings(
        @Doc("Height and width of the latents it was trained on, in latent pixels; even.") @Range(min = 2)
        int sampleSize,

        @Doc("Channels of a token that it takes: four for each channel of the latents.") @Range(min = 4)
        int inChannels,

        @Doc("Channels of a token that it returns.") @Range(min = 4)
        int outChannels,

        @Doc("Number of blocks in which text and image have weights of their own.") @Range(min = 0)
        int layers,

        @Doc("Number of blocks after them, in which they share weights.") @Range(min = 0)
        int singleLayers,

        @Doc("Attention heads.") @Range(min = 1) int attentionHeads,

        @Doc("Channels of each attention head.") @Range(min = 1)
        int attentionHeadDim,

        @Doc("Channels of the context.") @Range(min = 1) int jointAttentionDim,

        @Doc("Channels of the pooled text embedding.") @Range(min = 1)
        int pooledProjectionDim,

        @Doc("Whether it is told a guidance scale, as FLUX.1 dev is.")
        boolean guidanceEmbeds,

        @Doc("Channels of a head that tell a token's image, row and column; even, together those of the head.")
        @Range(min = 2)
        List<Integer> axesDimsRope) {
    public FluxSettings {
        Constraints.check(
                FluxSettings.class,
                sampleSize,
                inChannels,
                outChannels,
                layers,
                singleLayers,
                attentionHeads,
                attentionHeadDim,
                jointAttentionDim,
                pooledProjectionDim,
                guidanceEmbeds,
                axesDimsRope);
        axesDimsRope = List.copyOf(axesDimsRope);
        WidthRules.packed("sampleSize", sampleSize, Packing.SIDE);
        WidthRules.packed("inChannels", inChannels, Packing.PIXELS);
        WidthRules.packed("outChannels", outChannels, Packing.PIXELS);
        WidthRules.rotary(axesDimsRope, FluxPlaces.AXES, attentionHeadDim);
    }

    /** FLUX.1 dev. */
    public static FluxSettings defaults() {
        return new FluxSettings(128, 64, 64, 19, 38, 24, 128, 4096, 768, true, List.of(16, 56, 56));
    }

    /** Channels of a token inside. */
    int width() {
        return attentionHeads * attentionHeadDim;
    }
}

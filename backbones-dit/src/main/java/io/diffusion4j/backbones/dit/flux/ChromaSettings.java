package io.diffusion4j.backbones.dit.flux;

import io.diffusion4j.backbones.dit.blocks.Packing;
import io.diffusion4j.backbones.dit.blocks.WidthRules;
import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.Range;
import java.util.List;

/** The architecture of a Chroma transformer. The defaults are those of the published one. */
@Doc("The transformer of Chroma.")
public record ChromaSettings(
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

        @Doc("Channels of a head that tell a token's image, row and column; even, together those of the head.")
        @Range(min = 2)
        List<Integer> axesDimsRope,

        @Doc("Sines and cosines that the network of modulations takes.") @Range(min = 8)
        int approximatorChannels,

        @Doc("Channels inside the network of modulations.") @Range(min = 1)
        int approximatorHiddenDim,

        @Doc("Layers of the network of modulations.") @Range(min = 0)
        int approximatorLayers) {
    private static final int CHANNELS_PER_FREQUENCY = 8;

    public ChromaSettings {
        Constraints.check(
                ChromaSettings.class,
                sampleSize,
                inChannels,
                outChannels,
                layers,
                singleLayers,
                attentionHeads,
                attentionHeadDim,
                jointAttentionDim,
                axesDimsRope,
                approximatorChannels,
                approximatorHiddenDim,
                approximatorLayers);
        axesDimsRope = List.copyOf(axesDimsRope);
        WidthRules.packed("sampleSize", sampleSize, Packing.SIDE);
        WidthRules.packed("inChannels", inChannels, Packing.PIXELS);
        WidthRules.packed("outChannels", outChannels, Packing.PIXELS);
        WidthRules.packed("approximatorChannels", approximatorChannels, CHANNELS_PER_FREQUENCY);
        WidthRules.rotary(axesDimsRope, FluxPlaces.AXES, attentionHeadDim);
    }

    /** Chroma. */
    public static ChromaSettings defaults() {
        return new ChromaSettings(128, 64, 64, 19, 38, 24, 128, 4096, List.of(16, 56, 56), 64, 5120, 5);
    }

    /** Channels of a token inside. */
    int width() {
        return attentionHeads * attentionHeadDim;
    }
}

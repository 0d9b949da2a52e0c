package io.diffusion4j.backbones.dit.mmdit;

import io.diffusion4j.backbones.dit.blocks.WidthRules;
import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.core.settings.Range;
import java.util.List;

/** The architecture of a multimodal diffusion transformer. The defaults are those of Stable Diffusion 3 Medium. */
@Doc("The multimodal diffusion transformer of Stable Diffusion 3 and 3.5.")
public record MMDiTSettings(
        @Doc("Height and width of the latents it was trained on, in latent pixels.") @Range(min = 1)
        int sampleSize,

        @Doc("Height and width of the patch that becomes a token, in latent pixels.") @Range(min = 1)
        int patchSize,

        @Doc("Channels of the sample it takes.") @Range(min = 1)
        int inChannels,

        @Doc("Channels it returns.") @Range(min = 1) int outChannels,
        @Doc("Number of blocks.") @Range(min = 1) int layers,
        @Doc("Attention heads.") @Range(min = 1) int attentionHeads,

        @Doc("Channels of each attention head.") @Range(min = 1)
        int attentionHeadDim,

        @Doc("Channels of the context.") @Range(min = 1) int jointAttentionDim,

        @Doc("Channels of the pooled text embedding.") @Range(min = 1)
        int pooledProjectionDim,

        @Doc("Rows and columns of the table of positions, in patches: the largest image that it can make.")
        @Range(min = 1)
        int posEmbedMaxSize,

        @Doc("Whether queries and keys are normalised, as in Stable Diffusion 3.5.")
        boolean qkNorm,

        @Doc("Blocks in which the image attends to itself as well, counted from 0.") @Range(min = 0)
        List<Integer> dualAttentionLayers) {
    public MMDiTSettings {
        Constraints.check(
                MMDiTSettings.class,
                sampleSize,
                patchSize,
                inChannels,
                outChannels,
                layers,
                attentionHeads,
                attentionHeadDim,
                jointAttentionDim,
                pooledProjectionDim,
                posEmbedMaxSize,
                qkNorm,
                dualAttentionLayers);
        dualAttentionLayers = List.copyOf(dualAttentionLayers);
        WidthRules.patches(sampleSize, patchSize);
        insideTable(sampleSize / patchSize, posEmbedMaxSize);
        amongBlocks(dualAttentionLayers, layers);
    }

    /** Stable Diffusion 3 Medium. */
    public static MMDiTSettings defaults() {
        return new MMDiTSettings(128, 2, 16, 16, 24, 24, 64, 4096, 2048, 192, false, List.of());
    }

    /** Channels of a token. */
    int width() {
        return attentionHeads * attentionHeadDim;
    }

    private static void insideTable(int patches, int posEmbedMaxSize) {
        if (patches > posEmbedMaxSize) {
            throw new InvalidSetting(
                    "posEmbedMaxSize",
                    "must be at least sampleSize over patchSize, %d, got %d".formatted(patches, posEmbedMaxSize));
        }
    }

    private static void amongBlocks(List<Integer> dualAttentionLayers, int layers) {
        dualAttentionLayers.stream()
                .filter(block -> block >= layers)
                .findFirst()
                .ifPresent(block -> {
                    throw new InvalidSetting(
                            "dualAttentionLayers",
                            "must be less than layers, which is %d, got %d".formatted(layers, block));
                });
    }
}

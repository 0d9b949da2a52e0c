package io.diffusion4j.backbones.dit.lumina;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.core.settings.Range;
import java.util.List;
import java.util.Optional;

/** The architecture of a Lumina-Image 2.0 transformer. The defaults are those of the published model. */
@Doc("The single-stream transformer of Lumina-Image 2.0.")
public record LuminaSettings(
        @Doc("Height and width of the latents it was trained on, in latent pixels.") @Range(min = 1)
        int sampleSize,

        @Doc("Height and width of the patch that becomes a token, in latent pixels.") @Range(min = 1)
        int patchSize,

        @Doc("Channels of the sample it takes.") @Range(min = 1)
        int inChannels,

        @Doc("Channels it returns.") @Range(min = 1) int outChannels,
        @Doc("Channels of a token.") @Range(min = 1) int hiddenSize,

        @Doc("Number of blocks over text and image.") @Range(min = 1)
        int layers,

        @Doc("Number of blocks over text and over image alone, before those.") @Range(min = 0)
        int refinerLayers,

        @Doc("Attention heads.") @Range(min = 1) int attentionHeads,

        @Doc("Heads of keys and values, each asked by several attention heads.") @Range(min = 1)
        int keyValueHeads,

        @Doc("What the hidden channels of the perceptrons are a multiple of.") @Range(min = 1)
        int multipleOf,

        @Doc("Multiplies the hidden channels of the perceptrons, four times those of a token; left out, 1.")
        @Range(min = 1e-3)
        Optional<Double> ffnDimMultiplier,

        @Doc("Epsilon of the blocks' norms.") @Range(min = 0)
        double normEps,

        @Doc("Channels of a head that tell the position on each axis: prompt, row, column.")
        List<Integer> axesDimRope,

        @Doc("Channels of the context as the text encoder gives it.") @Range(min = 1)
        int captionChannels) {
    private static final int AXES = 3;
    private static final int WIDEST_TIME = 1024;

    public LuminaSettings {
        Constraints.check(
                LuminaSettings.class,
                sampleSize,
                patchSize,
                inChannels,
                outChannels,
                hiddenSize,
                layers,
                refinerLayers,
                attentionHeads,
                keyValueHeads,
                multipleOf,
                ffnDimMultiplier,
                normEps,
                axesDimRope,
                captionChannels);
        axesDimRope = List.copyOf(axesDimRope);
        if (hiddenSize % attentionHeads != 0) {
            throw new InvalidSetting(
                    "hiddenSize",
                    "must be a multiple of attentionHeads %d, got %d".formatted(attentionHeads, hiddenSize));
        }
        if (attentionHeads % keyValueHeads != 0) {
            throw new InvalidSetting(
                    "attentionHeads",
                    "must be a multiple of keyValueHeads %d, got %d".formatted(keyValueHeads, attentionHeads));
        }
        int size = hiddenSize / attentionHeads;
        boolean odd = axesDimRope.stream().anyMatch(channels -> channels < 0 || channels % 2 != 0);
        if (axesDimRope.size() != AXES
                || odd
                || axesDimRope.stream().mapToInt(Integer::intValue).sum() != size) {
            throw new InvalidSetting(
                    "axesDimRope",
                    "must be %d even numbers whose sum is hiddenSize / attentionHeads = %d, got %s"
                            .formatted(AXES, size, axesDimRope));
        }
    }

    /** Lumina-Image 2.0. */
    public static LuminaSettings defaults() {
        return new LuminaSettings(
                128, 2, 16, 16, 2304, 26, 2, 24, 8, 256, Optional.empty(), 1e-5, List.of(32, 32, 32), 2304);
    }

    /** Channels of the timestep embedding. */
    int timeWidth() {
        return Math.min(hiddenSize, WIDEST_TIME);
    }

    /** Hidden channels of a perceptron. */
    int hiddenWidth() {
        int wanted = (int) (ffnDimMultiplier.orElse(1.0) * 4 * hiddenSize);
        return multipleOf * ((wanted + multipleOf - 1) / multipleOf);
    }
}

package io.diffusion4j.backbones.dit.qwen;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.core.settings.Range;
import java.util.List;

/** The architecture of a Qwen-Image transformer. The defaults are those of the published model. */
@Doc("The two-stream transformer of Qwen-Image.")
public record QwenSettings(
        @Doc("Height and width of the patch that becomes a token, in latent pixels.") @Range(min = 1)
        int patchSize,

        @Doc("Channels of a token that it takes.") @Range(min = 1)
        int inChannels,

        @Doc("Channels of the latents that it returns.") @Range(min = 1)
        int outChannels,

        @Doc("Number of blocks.") @Range(min = 1) int layers,
        @Doc("Attention heads.") @Range(min = 1) int attentionHeads,

        @Doc("Channels of each attention head.") @Range(min = 1)
        int attentionHeadDim,

        @Doc("Channels of the context as the text encoder gives it.") @Range(min = 1)
        int contextChannels,

        @Doc("Channels of a head that tell the position on each axis: image, row, column.")
        List<Integer> axesDimsRope) {
    private static final int AXES = 3;

    public QwenSettings {
        Constraints.check(
                QwenSettings.class,
                patchSize,
                inChannels,
                outChannels,
                layers,
                attentionHeads,
                attentionHeadDim,
                contextChannels,
                axesDimsRope);
        axesDimsRope = List.copyOf(axesDimsRope);
        if (inChannels % (patchSize * patchSize) != 0) {
            throw new InvalidSetting(
                    "inChannels",
                    "must be a multiple of patchSize x patchSize = %d, got %d"
                            .formatted(patchSize * patchSize, inChannels));
        }
        boolean odd = axesDimsRope.stream().anyMatch(channels -> channels < 0 || channels % 2 != 0);
        int sum = axesDimsRope.stream().mapToInt(Integer::intValue).sum();
        if (axesDimsRope.size() != AXES || odd || sum != attentionHeadDim) {
            throw new InvalidSetting(
                    "axesDimsRope",
                    "must be %d even numbers whose sum is attentionHeadDim %d, got %s"
                            .formatted(AXES, attentionHeadDim, axesDimsRope));
        }
    }

    /** Qwen-Image. */
    public static QwenSettings defaults() {
        return new QwenSettings(2, 64, 16, 60, 24, 128, 3584, List.of(16, 56, 56));
    }

    /** Channels of a token within the model. */
    int width() {
        return attentionHeads * attentionHeadDim;
    }

    /** Latent pixels of a token. */
    int pixels() {
        return patchSize * patchSize;
    }
}

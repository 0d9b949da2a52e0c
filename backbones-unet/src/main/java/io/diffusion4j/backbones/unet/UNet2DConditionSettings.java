package io.diffusion4j.backbones.unet;

import io.diffusion4j.core.nn.Activation;
import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.core.settings.Range;
import java.util.List;
import java.util.Optional;

/**
 * The architecture of a text-conditioned U-Net. Lists have one entry per resolution level, the finest first. The
 * defaults are those of Stable Diffusion 1.
 */
@Doc("The U-Net of Stable Diffusion 1 and 2.")
public record UNet2DConditionSettings(
        @Doc("Height and width of the latents it was trained on, in latent pixels.") @Range(min = 1)
        int sampleSize,

        @Doc("Channels of the sample it takes.") @Range(min = 1)
        int inChannels,

        @Doc("Channels it returns.") @Range(min = 1) int outChannels,

        @Doc("Whether the sample is in 0..1 and is brought to -1..1 first.")
        boolean centerInputSample,

        @Doc("Whether cosines come first in the timestep embedding.")
        boolean flipSinToCos,

        @Doc("Subtracted from half the embedding width in the divisor of the timestep frequencies.")
        double freqShift,

        @Doc("Channels of the timestep embedding; left out, four times those of the finest level.") @Range(min = 1)
        Optional<Integer> timeEmbeddingDim,

        @Doc("Activation of the finished timestep embedding, if any.")
        Optional<Activation> timeEmbeddingActivation,

        @Doc("Activation behind the timestep embedding's last layer, if any.")
        Optional<Activation> timestepPostActivation,

        @Doc("What the levels consist of on the way down.") List<LevelType> downBlocks,

        @Doc("What stands between the way down and the way up.")
        MiddleType midBlock,

        @Doc("What the levels consist of on the way up, the finest first.")
        List<LevelType> upBlocks,

        @Doc("Channels of each level.") List<Integer> blockOutChannels,

        @Doc("Residual blocks of each level on the way down; the way up has one more.")
        List<Integer> layersPerBlock,

        @Doc("Transformer blocks behind each residual block.")
        List<Integer> transformerLayersPerBlock,

        @Doc("Attention heads of each level.") List<Integer> attentionHeads,
        @Doc("Channels of the context at each level.") List<Integer> crossAttentionDim,

        @Doc("Whether the first attention of each transformer block looks at the context too.")
        List<Boolean> onlyCrossAttention,

        @Doc("Whether transformers are entered and left through linear layers instead of 1x1 convolutions.")
        boolean useLinearProjection,

        @Doc("Whether float16 attention is computed in float32, because its scores can leave the range of float16.")
        boolean upcastAttention,

        @Doc("Padding of the halving convolutions in pixels; 0 pads right and bottom by one before.")
        @Range(min = 0, max = 1)
        int downsamplePadding,

        @Doc("Divides the result of the residual blocks in the middle.") @Range(min = 1e-6)
        double midBlockScaleFactor,

        @Doc("Activation of the residual blocks and the timestep embedding.")
        Activation activation,

        @Doc("Groups of every group norm.") @Range(min = 1) int normNumGroups,

        @Doc("Epsilon of the residual blocks' group norms.") @Range(min = 0)
        double normEps,

        @Doc("Kernel size of the first convolution in pixels, odd.") @Range(min = 1)
        int convInKernel,

        @Doc("Kernel size of the last convolution in pixels, odd.") @Range(min = 1)
        int convOutKernel) {
    public UNet2DConditionSettings {
        Constraints.check(
                UNet2DConditionSettings.class,
                sampleSize,
                inChannels,
                outChannels,
                centerInputSample,
                flipSinToCos,
                freqShift,
                timeEmbeddingDim,
                timeEmbeddingActivation,
                timestepPostActivation,
                downBlocks,
                midBlock,
                upBlocks,
                blockOutChannels,
                layersPerBlock,
                transformerLayersPerBlock,
                attentionHeads,
                crossAttentionDim,
                onlyCrossAttention,
                useLinearProjection,
                upcastAttention,
                downsamplePadding,
                midBlockScaleFactor,
                activation,
                normNumGroups,
                normEps,
                convInKernel,
                convOutKernel);
        int levels = blockOutChannels.size();
        downBlocks = perLevel("downBlocks", downBlocks, levels);
        upBlocks = perLevel("upBlocks", upBlocks, levels);
        blockOutChannels = positive("blockOutChannels", blockOutChannels, levels);
        layersPerBlock = positive("layersPerBlock", layersPerBlock, levels);
        transformerLayersPerBlock = positive("transformerLayersPerBlock", transformerLayersPerBlock, levels);
        attentionHeads = positive("attentionHeads", attentionHeads, levels);
        crossAttentionDim = positive("crossAttentionDim", crossAttentionDim, levels);
        onlyCrossAttention = perLevel("onlyCrossAttention", onlyCrossAttention, levels);
        divisible("normNumGroups", blockOutChannels, java.util.Collections.nCopies(levels, normNumGroups));
        divisible("attentionHeads", blockOutChannels, attentionHeads);
        odd("convInKernel", convInKernel);
        odd("convOutKernel", convOutKernel);
    }

    /** Stable Diffusion 1.5. */
    public static UNet2DConditionSettings defaults() {
        LevelType attending = LevelType.CROSS_ATTENTION;
        List<LevelType> levels = List.of(attending, attending, attending, LevelType.RESNET);
        return new UNet2DConditionSettings(
                64,
                4,
                4,
                false,
                true,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                levels,
                MiddleType.CROSS_ATTENTION,
                levels,
                List.of(320, 640, 1280, 1280),
                List.of(2, 2, 2, 2),
                List.of(1, 1, 1, 1),
                List.of(8, 8, 8, 8),
                List.of(768, 768, 768, 768),
                List.of(false, false, false, false),
                false,
                false,
                1,
                1,
                Activation.SILU,
                32,
                1e-5,
                3,
                3);
    }

    int levels() {
        return blockOutChannels.size();
    }

    /** Channels of the timestep embedding. */
    int timeWidth() {
        return timeEmbeddingDim.orElse(4 * blockOutChannels.get(0));
    }

    boolean attendsToContext() {
        return midBlock == MiddleType.CROSS_ATTENTION
                || downBlocks.contains(LevelType.CROSS_ATTENTION)
                || upBlocks.contains(LevelType.CROSS_ATTENTION);
    }

    private static <T> List<T> perLevel(String component, List<T> values, int levels) {
        if (values.size() != levels || levels == 0) {
            throw new InvalidSetting(
                    component,
                    "must have one entry for each of the %d levels, has %d".formatted(levels, values.size()));
        }
        return List.copyOf(values);
    }

    private static List<Integer> positive(String component, List<Integer> values, int levels) {
        if (values.stream().anyMatch(value -> value < 1)) {
            throw new InvalidSetting(component, "must hold numbers of 1 or more, got " + values);
        }
        return perLevel(component, values, levels);
    }

    private static void divisible(String component, List<Integer> channels, List<Integer> divisors) {
        for (int level = 0; level < channels.size(); level++) {
            if (channels.get(level) % divisors.get(level) != 0) {
                throw new InvalidSetting(
                        component,
                        "%d does not divide the %d channels of level %d"
                                .formatted(divisors.get(level), channels.get(level), level));
            }
        }
    }

    private static void odd(String component, int kernel) {
        if (kernel % 2 == 0) {
            throw new InvalidSetting(component, "must be odd, got " + kernel);
        }
    }
}

package io.diffusion4j.autoencoders.kl;

import io.diffusion4j.core.autoencoder.AutoencoderInfo;
import io.diffusion4j.core.autoencoder.LatentStatistics;
import io.diffusion4j.core.nn.Activation;
import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.core.settings.Range;
import java.util.List;
import java.util.Optional;

/** Settings of {@code kl}. A checkpoint's config file gives them. */
@Doc("The shape of a KL autoencoder; a checkpoint's config file gives it.")
public record KlSettings(
        @Doc("Channels of the images it encodes.") @Range(min = 1)
        int inChannels,

        @Doc("Channels of the images it decodes to.") @Range(min = 1)
        int outChannels,

        @Doc("Channels of the latents.") @Range(min = 1) int latentChannels,

        @Doc("Channels at each level, from the image's resolution down; each level after the first halves it.")
        List<Integer> blockOutChannels,

        @Doc("Residual blocks per level of the encoder; the decoder has one more.") @Range(min = 1)
        int layersPerBlock,

        @Doc("Groups of each normalisation; divides all channel counts.") @Range(min = 1)
        int normNumGroups,

        @Doc("Non-linearity of the residual blocks.") Activation activation,

        @Doc("Whether a 1x1 convolution follows the encoder.")
        boolean useQuantConv,

        @Doc("Whether a 1x1 convolution precedes the decoder.")
        boolean usePostQuantConv,

        @Doc("Whether there is attention at the lowest resolution.")
        boolean midBlockAddAttention,

        @Doc("What latents are multiplied with before diffusion.")
        double scalingFactor,

        @Doc("What is subtracted from latents before that.") double shiftFactor,

        @Doc("Mean of each latent channel, for models that normalise per channel; else empty.")
        List<Double> latentsMean,

        @Doc("Standard deviation of each latent channel, for models that normalise per channel; else empty.")
        List<Double> latentsStd,

        @Doc("Whether to compute in float32 in a float16 pipeline, for models that overflow there.")
        boolean forceUpcast) {
    public KlSettings {
        Constraints.check(
                KlSettings.class,
                inChannels,
                outChannels,
                latentChannels,
                blockOutChannels,
                layersPerBlock,
                normNumGroups,
                activation,
                useQuantConv,
                usePostQuantConv,
                midBlockAddAttention,
                scalingFactor,
                shiftFactor,
                latentsMean,
                latentsStd,
                forceUpcast);
        blockOutChannels = List.copyOf(blockOutChannels);
        latentsMean = List.copyOf(latentsMean);
        latentsStd = List.copyOf(latentsStd);
        checkChannels(blockOutChannels, normNumGroups);
        checkStatistics("latentsMean", latentsMean, latentsStd.size(), latentChannels);
        checkStatistics("latentsStd", latentsStd, latentsMean.size(), latentChannels);
        if (scalingFactor == 0) {
            throw new InvalidSetting("scalingFactor", "must not be 0");
        }
    }

    /** Stable Diffusion 1 and 2. */
    public static KlSettings defaults() {
        return new KlSettings(
                3,
                3,
                4,
                List.of(128, 256, 512, 512),
                2,
                32,
                Activation.SILU,
                true,
                true,
                true,
                0.18215,
                0,
                List.of(),
                List.of(),
                false);
    }

    AutoencoderInfo info() {
        Optional<LatentStatistics> statistics =
                latentsMean.isEmpty() ? Optional.empty() : Optional.of(new LatentStatistics(latentsMean, latentsStd));
        int factor = 1 << (blockOutChannels.size() - 1);
        return new AutoencoderInfo(latentChannels, factor, scalingFactor, shiftFactor, statistics);
    }

    Layout layout() {
        return new Layout(normNumGroups, activation);
    }

    /** Channels at the lowest resolution. */
    int widest() {
        return blockOutChannels.get(blockOutChannels.size() - 1);
    }

    private static void checkChannels(List<Integer> channels, int groups) {
        if (channels.isEmpty() || channels.size() > 16) {
            throw new InvalidSetting("blockOutChannels", "must have 1 to 16 levels, got " + channels.size());
        }
        for (int count : channels) {
            if (count < 1 || count % groups != 0) {
                throw new InvalidSetting(
                        "blockOutChannels", "must be multiples of norm-num-groups, " + groups + ", got " + count);
            }
        }
    }

    private static void checkStatistics(String name, List<Double> values, int others, int channels) {
        if (values.size() != others || !values.isEmpty() && values.size() != channels) {
            throw new InvalidSetting(
                    name,
                    "latents-mean and latents-std must both be empty or have one number for each of the " + channels
                            + " latent channels, got " + values.size());
        }
    }
}

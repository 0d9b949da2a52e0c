package io.diffusion4j.backbones.dit.blocks;

import io.diffusion4j.core.settings.InvalidSetting;

/** What the sizes of a transformer over patches must fulfil. */
public final class WidthRules {
    private static final int CHANNELS_PER_FREQUENCY = 4;

    private WidthRules() {}

    /** @throws InvalidSetting if the patches do not fill the sample of training */
    public static void patches(int sampleSize, int patchSize) {
        if (sampleSize % patchSize != 0) {
            throw new InvalidSetting(
                    "sampleSize", "must be a multiple of patchSize %d, got %d".formatted(patchSize, sampleSize));
        }
    }

    /** @throws InvalidSetting if sines and cosines of rows and columns do not share the channels evenly */
    public static void positions(int attentionHeads, int attentionHeadDim) {
        int width = attentionHeads * attentionHeadDim;
        if (width % CHANNELS_PER_FREQUENCY != 0) {
            throw new InvalidSetting(
                    "attentionHeadDim",
                    "times attentionHeads must be a multiple of %d, got %d x %d = %d"
                            .formatted(CHANNELS_PER_FREQUENCY, attentionHeadDim, attentionHeads, width));
        }
    }
}

package io.diffusion4j.backbones.dit.blocks;

import io.diffusion4j.core.settings.InvalidSetting;
import java.util.List;

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

    /** @throws InvalidSetting if channels or a side cannot be packed two by two into tokens */
    public static void packed(String component, int value, int of) {
        if (value % of != 0) {
            throw new InvalidSetting(component, "must be a multiple of %d, got %d".formatted(of, value));
        }
    }

    /** @throws InvalidSetting if the axes do not share the channels of a head evenly */
    public static void rotary(List<Integer> axesDimsRope, int axes, int attentionHeadDim) {
        int sum = axesDimsRope.stream().mapToInt(Integer::intValue).sum();
        boolean even = axesDimsRope.stream().allMatch(channels -> channels % 2 == 0);
        if (axesDimsRope.size() != axes || sum != attentionHeadDim || !even) {
            throw new InvalidSetting(
                    "axesDimsRope",
                    "must be %d even numbers that add up to attentionHeadDim, which is %d; got %s"
                            .formatted(axes, attentionHeadDim, axesDimsRope));
        }
    }
}

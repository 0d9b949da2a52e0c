package io.diffusion4j.schedulers.methods;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.Range;

/** Settings of {@link DynamicThresholdingProvider}. */
public record DynamicThresholdingSettings(
        @Doc("Share of an image's absolute values that stays inside") @Range(min = 0, max = 1)
        double quantile,

        @Doc("Largest threshold; without one, any") @Range(min = 1)
        double maximum) {
    public DynamicThresholdingSettings {
        Constraints.check(DynamicThresholdingSettings.class, quantile, maximum);
    }

    /** As published. */
    public static DynamicThresholdingSettings defaults() {
        return new DynamicThresholdingSettings(0.995, Double.POSITIVE_INFINITY);
    }
}

package io.diffusion4j.guidance;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.Range;

/** Settings of {@code cfg}. */
@Doc("Classifier-free guidance: negative + scale * (positive - negative).")
public record CfgSettings(
        @Doc(
                "How far to go from the negative to the positive prediction: 0 is the negative one, 1 the positive one, more exaggerates.")
        @Range(min = 0, max = 100)
        double scale,

        @Doc(
                "How much of the positive prediction's standard deviation to restore, from 0 (none) to 1 (all); 0.7 cures overexposure.")
        @Range(min = 0, max = 1)
        double rescale,

        @Doc("Whether both predictions are made in one batch or one after the other, which needs less memory.")
        Rows rows) {
    public CfgSettings {
        Constraints.check(CfgSettings.class, scale, rescale, rows);
    }

    public static CfgSettings defaults() {
        return new CfgSettings(7.5, 0, Rows.BATCHED);
    }
}

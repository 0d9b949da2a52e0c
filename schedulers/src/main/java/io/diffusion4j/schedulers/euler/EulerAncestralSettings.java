package io.diffusion4j.schedulers.euler;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.core.settings.Range;
import io.diffusion4j.schedulers.noise.NoiseScheduleSettings;
import io.diffusion4j.schedulers.prediction.PredictionType;
import io.diffusion4j.schedulers.spacing.TimestepSpacing;

/** Settings of {@link EulerAncestralProvider}. */
public record EulerAncestralSettings(
        NoiseScheduleSettings noise,
        @Doc("What the model predicts.") PredictionType prediction,
        @Doc("Which training timesteps a run visits.") TimestepSpacing spacing,

        @Doc("Added to the timesteps of leading spacing.") @Range(min = 0)
        int stepsOffset) {

    public EulerAncestralSettings {
        Constraints.check(EulerAncestralSettings.class, noise, prediction, spacing, stepsOffset);
        if (prediction == PredictionType.FLOW_PREDICTION) {
            throw new InvalidSetting(
                    "prediction", "must not be flow-prediction: euler-ancestral has no straight paths");
        }
    }

    /** Stable Diffusion's. */
    public static EulerAncestralSettings defaults() {
        return new EulerAncestralSettings(
                NoiseScheduleSettings.defaults(), PredictionType.EPSILON, TimestepSpacing.LEADING, 1);
    }
}

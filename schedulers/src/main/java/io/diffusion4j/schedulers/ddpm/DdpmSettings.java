package io.diffusion4j.schedulers.ddpm;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.core.settings.Range;
import io.diffusion4j.schedulers.noise.NoiseScheduleSettings;
import io.diffusion4j.schedulers.prediction.OriginalClamp;
import io.diffusion4j.schedulers.prediction.PredictionType;
import io.diffusion4j.schedulers.spacing.TimestepSpacing;

/** Settings of {@link DdpmProvider}. */
public record DdpmSettings(
        NoiseScheduleSettings noise,
        @Doc("What the model predicts.") PredictionType prediction,
        @Doc("Which training timesteps a run visits.") TimestepSpacing spacing,

        @Doc("Added to the timesteps of leading spacing.") @Range(min = 0)
        int stepsOffset,

        OriginalClamp clamp,

        @Doc("Variance of the noise that each step adds back.")
        PosteriorVariance variance) {

    public DdpmSettings {
        Constraints.check(DdpmSettings.class, noise, prediction, spacing, stepsOffset, clamp, variance);
        if (prediction == PredictionType.FLOW_PREDICTION) {
            throw new InvalidSetting("prediction", "must not be flow-prediction: ddpm has no straight paths");
        }
    }

    /** For latent models of Stable Diffusion's noise. */
    public static DdpmSettings defaults() {
        return new DdpmSettings(
                NoiseScheduleSettings.defaults(),
                PredictionType.EPSILON,
                TimestepSpacing.LEADING,
                1,
                OriginalClamp.defaults(),
                PosteriorVariance.FIXED_SMALL);
    }
}

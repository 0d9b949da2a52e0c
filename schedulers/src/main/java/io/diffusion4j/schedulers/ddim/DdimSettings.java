package io.diffusion4j.schedulers.ddim;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.core.settings.Range;
import io.diffusion4j.schedulers.noise.FinalAlpha;
import io.diffusion4j.schedulers.noise.NoiseScheduleSettings;
import io.diffusion4j.schedulers.prediction.OriginalClamp;
import io.diffusion4j.schedulers.prediction.PredictionType;
import io.diffusion4j.schedulers.spacing.TimestepSpacing;

/** Settings of {@link DdimProvider}. */
public record DdimSettings(
        NoiseScheduleSettings noise,
        @Doc("What the model predicts.") PredictionType prediction,
        @Doc("Which training timesteps a run visits.") TimestepSpacing spacing,

        @Doc("Added to the timesteps of leading spacing.") @Range(min = 0)
        int stepsOffset,

        @Doc("What the last step ends at: the clean sample, or timestep 0.")
        FinalAlpha finalAlpha,

        OriginalClamp clamp,

        @Doc("Share of the noise that is drawn anew in each step: 0 is deterministic, 1 as random as ddpm.")
        @Range(min = 0, max = 1)
        double eta,

        @Doc("The noise that the next sample keeps: the model's, or what the clamped clean sample implies.")
        NoiseEstimate noiseEstimate) {

    /** Which estimate of the noise goes into the next sample. */
    public enum NoiseEstimate {
        PREDICTED,
        FROM_CLAMPED
    }

    public DdimSettings {
        Constraints.check(
                DdimSettings.class, noise, prediction, spacing, stepsOffset, finalAlpha, clamp, eta, noiseEstimate);
        if (prediction == PredictionType.FLOW_PREDICTION) {
            throw new InvalidSetting("prediction", "must not be flow-prediction: ddim has no straight paths");
        }
    }

    /** Stable Diffusion's. */
    public static DdimSettings defaults() {
        return new DdimSettings(
                NoiseScheduleSettings.defaults(),
                PredictionType.EPSILON,
                TimestepSpacing.LEADING,
                1,
                FinalAlpha.FIRST_TIMESTEP,
                OriginalClamp.defaults(),
                0,
                NoiseEstimate.PREDICTED);
    }
}

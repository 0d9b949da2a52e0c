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

/** Settings of {@link DdimInverseProvider}. */
public record DdimInverseSettings(
        NoiseScheduleSettings noise,
        @Doc("What the model predicts.") PredictionType prediction,
        @Doc("Which training timesteps a run visits.") TimestepSpacing spacing,

        @Doc("Added to the timesteps of leading spacing.") @Range(min = 0)
        int stepsOffset,

        @Doc("What the first step begins at: the clean sample, or timestep 0.")
        FinalAlpha firstAlpha,

        OriginalClamp clamp) {

    public DdimInverseSettings {
        Constraints.check(DdimInverseSettings.class, noise, prediction, spacing, stepsOffset, firstAlpha, clamp);
        if (prediction == PredictionType.FLOW_PREDICTION) {
            throw new InvalidSetting("prediction", "must not be flow-prediction: ddim has no straight paths");
        }
        if (prediction == PredictionType.SAMPLE && firstAlpha == FinalAlpha.ONE) {
            throw new InvalidSetting(
                    "firstAlpha", "must be first-timestep where prediction is sample: a clean sample tells no noise");
        }
    }

    /** Stable Diffusion's. */
    public static DdimInverseSettings defaults() {
        return new DdimInverseSettings(
                NoiseScheduleSettings.defaults(),
                PredictionType.EPSILON,
                TimestepSpacing.LEADING,
                1,
                FinalAlpha.FIRST_TIMESTEP,
                OriginalClamp.defaults());
    }
}

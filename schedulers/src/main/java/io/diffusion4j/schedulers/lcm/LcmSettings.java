package io.diffusion4j.schedulers.lcm;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.core.settings.Range;
import io.diffusion4j.schedulers.noise.NoiseScheduleSettings;
import io.diffusion4j.schedulers.prediction.OriginalClamp;
import io.diffusion4j.schedulers.prediction.PredictionType;

/** Settings of {@link LcmProvider}. */
public record LcmSettings(
        NoiseScheduleSettings noise,

        @Doc("What the model predicts.") PredictionType prediction,

        @Doc("Number of even timesteps that the model was distilled at; a run visits some of them.") @Range(min = 1)
        int originalSteps,

        @Doc("Factor of the timestep in the consistency function's boundary condition.") @Range(min = 0)
        double timestepScaling,

        OriginalClamp clamp) {

    public LcmSettings {
        Constraints.check(LcmSettings.class, noise, prediction, originalSteps, timestepScaling, clamp);
        if (prediction == PredictionType.FLOW_PREDICTION) {
            throw new InvalidSetting("prediction", "must not be flow-prediction: use flow-lcm");
        }
        if (originalSteps > noise.trainTimesteps()) {
            throw new InvalidSetting(
                    "originalSteps", "is " + originalSteps + ", more than train-timesteps: " + noise.trainTimesteps());
        }
    }

    /** Those of Stable Diffusion's distillations. */
    public static LcmSettings defaults() {
        return new LcmSettings(
                NoiseScheduleSettings.defaults(), PredictionType.EPSILON, 50, 10, OriginalClamp.defaults());
    }
}

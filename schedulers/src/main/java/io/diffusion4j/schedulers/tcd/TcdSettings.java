package io.diffusion4j.schedulers.tcd;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.core.settings.Range;
import io.diffusion4j.schedulers.noise.NoiseScheduleSettings;
import io.diffusion4j.schedulers.prediction.PredictionType;

/** Settings of {@link TcdProvider}. */
public record TcdSettings(
        NoiseScheduleSettings noise,

        @Doc("What the model predicts.") PredictionType prediction,

        @Doc("Number of even timesteps that the model was distilled at; a run visits some of them.") @Range(min = 1)
        int originalSteps,

        @Doc("Share of each step's way that is denoised too far and covered again by fresh noise: 0 is deterministic.")
        @Range(min = 0, max = 1)
        double gamma) {

    public TcdSettings {
        Constraints.check(TcdSettings.class, noise, prediction, originalSteps, gamma);
        if (prediction == PredictionType.FLOW_PREDICTION) {
            throw new InvalidSetting("prediction", "must not be flow-prediction: tcd has no straight paths");
        }
        if (originalSteps > noise.trainTimesteps()) {
            throw new InvalidSetting(
                    "originalSteps", "is " + originalSteps + ", more than train-timesteps: " + noise.trainTimesteps());
        }
    }

    /** Those of Stable Diffusion's distillations. */
    public static TcdSettings defaults() {
        return new TcdSettings(NoiseScheduleSettings.defaults(), PredictionType.EPSILON, 50, 0.3);
    }
}

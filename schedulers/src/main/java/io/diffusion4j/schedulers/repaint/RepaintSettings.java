package io.diffusion4j.schedulers.repaint;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.core.settings.Range;
import io.diffusion4j.schedulers.noise.NoiseScheduleSettings;
import io.diffusion4j.schedulers.prediction.OriginalClamp;
import io.diffusion4j.schedulers.prediction.PredictionType;

/** Settings of {@link RepaintProvider}. */
public record RepaintSettings(
        NoiseScheduleSettings noise,
        @Doc("What the model predicts.") PredictionType prediction,

        @Doc("Share of the noise that is drawn anew in each step: 0 is deterministic, 1 as random as ddpm.")
        @Range(min = 0, max = 1)
        double eta,

        @Doc("Number of steps that are undone and taken again at a time.") @Range(min = 1, max = 10000)
        int jumpLength,

        @Doc("How often each of these stretches is taken; 1 undoes nothing.") @Range(min = 1, max = 10000)
        int jumpSamples,

        OriginalClamp clamp) {

    public RepaintSettings {
        Constraints.check(RepaintSettings.class, noise, prediction, eta, jumpLength, jumpSamples, clamp);
        if (prediction == PredictionType.FLOW_PREDICTION) {
            throw new InvalidSetting("prediction", "must not be flow-prediction: repaint has no straight paths");
        }
    }

    /** The paper's jumps, over Stable Diffusion's noise. */
    public static RepaintSettings defaults() {
        return new RepaintSettings(
                NoiseScheduleSettings.defaults(), PredictionType.EPSILON, 0, 10, 10, OriginalClamp.defaults());
    }
}

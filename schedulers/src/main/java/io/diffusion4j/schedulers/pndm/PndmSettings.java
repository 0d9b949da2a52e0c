package io.diffusion4j.schedulers.pndm;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.core.settings.Range;
import io.diffusion4j.schedulers.noise.FinalAlpha;
import io.diffusion4j.schedulers.noise.NoiseScheduleSettings;
import io.diffusion4j.schedulers.prediction.PredictionType;
import io.diffusion4j.schedulers.spacing.TimestepSpacing;

/** Settings of {@link PndmProvider}. */
public record PndmSettings(
        NoiseScheduleSettings noise,
        @Doc("What the model predicts.") PredictionType prediction,
        @Doc("Which training timesteps a run visits.") TimestepSpacing spacing,

        @Doc("Added to the timesteps of leading spacing.") @Range(min = 0)
        int stepsOffset,

        @Doc("What the last step ends at: the clean sample, or timestep 0.")
        FinalAlpha finalAlpha,

        @Doc("How the multistep method gets its first three values.")
        Start start) {

    /** How the linear multistep method is started. */
    public enum Start {
        /** By lower orders, and the first step taken twice: one model evaluation more than steps. */
        LOWER_ORDER,
        /** By three Runge-Kutta steps of four model evaluations each; needs 4 steps or more. */
        RUNGE_KUTTA
    }

    public PndmSettings {
        Constraints.check(PndmSettings.class, noise, prediction, spacing, stepsOffset, finalAlpha, start);
        if (prediction != PredictionType.EPSILON && prediction != PredictionType.V_PREDICTION) {
            throw new InvalidSetting("prediction", "must be epsilon or v-prediction for pndm");
        }
        if (noise.zeroTerminalSnr()) {
            throw new InvalidSetting("noise", "must not have zero-terminal-snr for pndm, which divides by the signal");
        }
    }

    /** Stable Diffusion's. */
    public static PndmSettings defaults() {
        return new PndmSettings(
                NoiseScheduleSettings.defaults(),
                PredictionType.EPSILON,
                TimestepSpacing.LEADING,
                1,
                FinalAlpha.FIRST_TIMESTEP,
                Start.LOWER_ORDER);
    }
}

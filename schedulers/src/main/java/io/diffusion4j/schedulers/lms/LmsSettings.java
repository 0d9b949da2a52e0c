package io.diffusion4j.schedulers.lms;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.Range;
import io.diffusion4j.schedulers.noise.NoiseScheduleSettings;
import io.diffusion4j.schedulers.prediction.PredictionType;
import io.diffusion4j.schedulers.spacing.LevelSettings;
import io.diffusion4j.schedulers.spacing.SigmaSchedule;
import io.diffusion4j.schedulers.spacing.TimestepSpacing;

/** Settings of {@link LmsProvider}. */
public record LmsSettings(
        NoiseScheduleSettings noise,
        @Doc("What the model predicts.") PredictionType prediction,
        @Doc("Which training timesteps a run visits.") TimestepSpacing spacing,

        @Doc("Added to the timesteps of leading spacing.") @Range(min = 0)
        int stepsOffset,

        @Doc("Where the noise levels come from: none takes those of the timesteps.")
        SigmaSchedule sigmas,

        @Doc("Number of slopes that a step is made from.") @Range(min = 1, max = 4)
        int order)
        implements LevelSettings {

    public LmsSettings {
        Constraints.check(LmsSettings.class, noise, prediction, spacing, stepsOffset, sigmas, order);
        LevelSettings.refuseOtherPaths(prediction, sigmas);
    }

    /** Stable Diffusion's. */
    public static LmsSettings defaults() {
        return new LmsSettings(
                NoiseScheduleSettings.defaults(),
                PredictionType.EPSILON,
                TimestepSpacing.LEADING,
                1,
                SigmaSchedule.NONE,
                4);
    }
}

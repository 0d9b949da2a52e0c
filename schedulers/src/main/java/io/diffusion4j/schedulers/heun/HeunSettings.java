package io.diffusion4j.schedulers.heun;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.Range;
import io.diffusion4j.schedulers.noise.NoiseScheduleSettings;
import io.diffusion4j.schedulers.prediction.OriginalClamp;
import io.diffusion4j.schedulers.prediction.PredictionType;
import io.diffusion4j.schedulers.spacing.LevelSettings;
import io.diffusion4j.schedulers.spacing.SigmaSchedule;
import io.diffusion4j.schedulers.spacing.TimestepSpacing;

/** Settings of {@link HeunProvider}. */
public record HeunSettings(
        NoiseScheduleSettings noise,
        @Doc("What the model predicts.") PredictionType prediction,
        @Doc("Which training timesteps a run visits.") TimestepSpacing spacing,

        @Doc("Added to the timesteps of leading spacing.") @Range(min = 0)
        int stepsOffset,

        @Doc("Where the noise levels come from: none takes those of the timesteps.")
        SigmaSchedule sigmas,

        OriginalClamp clamp)
        implements LevelSettings {

    public HeunSettings {
        Constraints.check(HeunSettings.class, noise, prediction, spacing, stepsOffset, sigmas, clamp);
        LevelSettings.refuseOtherPaths(prediction, sigmas);
    }

    /** Stable Diffusion's. */
    public static HeunSettings defaults() {
        return new HeunSettings(
                NoiseScheduleSettings.defaults(),
                PredictionType.EPSILON,
                TimestepSpacing.LEADING,
                1,
                SigmaSchedule.NONE,
                OriginalClamp.defaults());
    }
}

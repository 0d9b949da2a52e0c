package io.diffusion4j.schedulers.deis;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.Range;
import io.diffusion4j.schedulers.noise.NoiseScheduleSettings;
import io.diffusion4j.schedulers.prediction.OriginalClamp;
import io.diffusion4j.schedulers.prediction.PredictionType;
import io.diffusion4j.schedulers.solver.LambdaSettings;
import io.diffusion4j.schedulers.spacing.SigmaSchedule;
import io.diffusion4j.schedulers.spacing.TimestepSpacing;

/** Settings of {@link DeisProvider}. */
public record DeisSettings(
        NoiseScheduleSettings noise,
        @Doc("What the model predicts.") PredictionType prediction,
        @Doc("Which training timesteps a run visits.") TimestepSpacing spacing,

        @Doc("Added to the timesteps of leading spacing.") @Range(min = 0)
        int stepsOffset,

        @Doc("Where the noise levels come from: none takes those of the timesteps.")
        SigmaSchedule sigmas,

        @Doc("How far flow sigmas lean to the noisy end; 1 is even.") @Range(min = 1e-3)
        double flowShift,

        @Doc("Number of model evaluations, this and earlier ones, that a step is made from.") @Range(min = 1, max = 3)
        int order,

        @Doc("Lower the order at the end of runs of less than 15 steps.")
        boolean lowerOrderFinal,

        OriginalClamp clamp)
        implements LambdaSettings {

    public DeisSettings {
        Constraints.check(
                DeisSettings.class,
                noise,
                prediction,
                spacing,
                stepsOffset,
                sigmas,
                flowShift,
                order,
                lowerOrderFinal,
                clamp);
        LambdaSettings.refuseMixedPaths(prediction, sigmas);
        LambdaSettings.refuseLu(sigmas, "deis");
    }

    /** Stable Diffusion's, of second order. */
    public static DeisSettings defaults() {
        return new DeisSettings(
                NoiseScheduleSettings.defaults(),
                PredictionType.EPSILON,
                TimestepSpacing.LEADING,
                1,
                SigmaSchedule.NONE,
                1,
                2,
                true,
                OriginalClamp.defaults());
    }
}

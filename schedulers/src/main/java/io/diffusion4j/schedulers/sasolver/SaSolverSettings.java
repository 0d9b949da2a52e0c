package io.diffusion4j.schedulers.sasolver;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.Range;
import io.diffusion4j.schedulers.noise.NoiseScheduleSettings;
import io.diffusion4j.schedulers.prediction.OriginalClamp;
import io.diffusion4j.schedulers.prediction.PredictionType;
import io.diffusion4j.schedulers.solver.LambdaSettings;
import io.diffusion4j.schedulers.solver.ModelPart;
import io.diffusion4j.schedulers.spacing.SigmaSchedule;
import io.diffusion4j.schedulers.spacing.TimestepSpacing;

/** Settings of {@link SaSolverProvider}. */
public record SaSolverSettings(
        NoiseScheduleSettings noise,
        @Doc("What the model predicts.") PredictionType prediction,
        @Doc("Which training timesteps a run visits.") TimestepSpacing spacing,

        @Doc("Added to the timesteps of leading spacing.") @Range(min = 0)
        int stepsOffset,

        @Doc("Where the noise levels come from: none takes those of the timesteps.")
        SigmaSchedule sigmas,

        @Doc("How far flow sigmas lean to the noisy end; 1 is even.") @Range(min = 1e-3)
        double flowShift,

        @Doc("Number of model evaluations, this and earlier ones, that a step is predicted from.")
        @Range(min = 1, max = 4)
        int predictorOrder,

        @Doc("Number of model evaluations, that at the step's end and earlier ones, that a step is corrected from.")
        @Range(min = 1, max = 4)
        int correctorOrder,

        @Doc("Part of the model's prediction that is expanded.")
        ModelPart part,

        Tau tau,
        @Doc("Lower the order at the end of a run.") boolean lowerOrderFinal,
        OriginalClamp clamp,

        @Doc("Least log signal-to-noise amplitude ratio that a run visits; -.inf for all.")
        double lambdaMin)
        implements LambdaSettings {

    public SaSolverSettings {
        Constraints.check(
                SaSolverSettings.class,
                noise,
                prediction,
                spacing,
                stepsOffset,
                sigmas,
                flowShift,
                predictorOrder,
                correctorOrder,
                part,
                tau,
                lowerOrderFinal,
                clamp,
                lambdaMin);
        LambdaSettings.refuseMixedPaths(prediction, sigmas);
        LambdaSettings.refuseLu(sigmas, "sa-solver");
    }

    /** Stable Diffusion's, of second order. */
    public static SaSolverSettings defaults() {
        return new SaSolverSettings(
                NoiseScheduleSettings.defaults(),
                PredictionType.EPSILON,
                TimestepSpacing.LEADING,
                1,
                SigmaSchedule.NONE,
                1,
                2,
                2,
                ModelPart.ORIGINAL,
                Tau.defaults(),
                true,
                OriginalClamp.defaults(),
                Double.NEGATIVE_INFINITY);
    }
}

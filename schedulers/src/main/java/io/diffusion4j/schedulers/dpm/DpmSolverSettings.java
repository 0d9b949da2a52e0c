package io.diffusion4j.schedulers.dpm;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.core.settings.Range;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.schedulers.noise.NoiseScheduleSettings;
import io.diffusion4j.schedulers.prediction.OriginalClamp;
import io.diffusion4j.schedulers.prediction.PredictionType;
import io.diffusion4j.schedulers.solver.LambdaSettings;
import io.diffusion4j.schedulers.spacing.FinalSigma;
import io.diffusion4j.schedulers.spacing.SigmaSchedule;
import io.diffusion4j.schedulers.spacing.TimestepSpacing;

/** Settings of {@link DpmSolverProvider}. */
public record DpmSolverSettings(
        NoiseScheduleSettings noise,
        @Doc("What the model predicts.") PredictionType prediction,
        @Doc("Which training timesteps a run visits.") TimestepSpacing spacing,

        @Doc("Added to the timesteps of leading spacing.") @Range(min = 0)
        int stepsOffset,

        @Doc("Where the noise levels come from: none takes those of the timesteps.")
        SigmaSchedule sigmas,

        @Doc("Noise level that the last step ends at.") FinalSigma finalSigma,

        @Doc("How far flow sigmas lean to the noisy end; 1 is even.") @Range(min = 1e-3)
        double flowShift,

        @Doc("Equation and model part that are expanded.") DpmAlgorithm algorithm,

        @Doc("Number of model evaluations, this and earlier ones, that a step is made from.") @Range(min = 1, max = 3)
        int order,

        @Doc("How second order takes the slope: at the middle of the step, or integrated exactly.")
        SolverType solver,

        @Doc("Lower the order at the end of runs of less than 15 steps.")
        boolean lowerOrderFinal,

        @Doc("Take the last step by Euler's method.") boolean eulerAtFinal,
        OriginalClamp clamp,

        @Doc("Least log signal-to-noise amplitude ratio that a run visits; -.inf for all.")
        double lambdaMin)
        implements LambdaSettings, MultistepSettings {

    /** The two forms of second order. */
    public enum SolverType {
        MIDPOINT,
        HEUN;

        /** As a checkpoint names it. */
        public static SolverType of(ReferenceConfig config) {
            // the last three belong to other solvers of the family and stand for the default here
            config.expect("solver_type", null, "midpoint", "heun", "logrho", "bh1", "bh2");
            return config.string("solver_type", "midpoint").equals("heun") ? HEUN : MIDPOINT;
        }
    }

    public DpmSolverSettings {
        Constraints.check(
                DpmSolverSettings.class,
                noise,
                prediction,
                spacing,
                stepsOffset,
                sigmas,
                finalSigma,
                flowShift,
                algorithm,
                order,
                solver,
                lowerOrderFinal,
                eulerAtFinal,
                clamp,
                lambdaMin);
        if (!algorithm.expandsOriginal()) {
            LambdaSettings.refuseCleanEnd(finalSigma, "algorithm is dpm-solver or sde-dpm-solver");
        }
        if (algorithm == DpmAlgorithm.SDE_DPM_SOLVER && order == 3) {
            throw new InvalidSetting("order", "must be 1 or 2 where algorithm is sde-dpm-solver");
        }
        LambdaSettings.refuseMixedPaths(prediction, sigmas);
    }

    /** Stable Diffusion's, of second order. */
    public static DpmSolverSettings defaults() {
        return new DpmSolverSettings(
                NoiseScheduleSettings.defaults(),
                PredictionType.EPSILON,
                TimestepSpacing.LEADING,
                1,
                SigmaSchedule.NONE,
                FinalSigma.ZERO,
                1,
                DpmAlgorithm.DPM_SOLVER_PLUS_PLUS,
                2,
                SolverType.MIDPOINT,
                true,
                false,
                OriginalClamp.defaults(),
                Double.NEGATIVE_INFINITY);
    }
}

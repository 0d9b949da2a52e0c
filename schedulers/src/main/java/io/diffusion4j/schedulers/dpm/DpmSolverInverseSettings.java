package io.diffusion4j.schedulers.dpm;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.core.settings.Range;
import io.diffusion4j.schedulers.dpm.DpmSolverSettings.SolverType;
import io.diffusion4j.schedulers.noise.NoiseScheduleSettings;
import io.diffusion4j.schedulers.prediction.OriginalClamp;
import io.diffusion4j.schedulers.prediction.PredictionType;
import io.diffusion4j.schedulers.solver.LambdaSettings;
import io.diffusion4j.schedulers.spacing.FinalSigma;
import io.diffusion4j.schedulers.spacing.SigmaSchedule;
import io.diffusion4j.schedulers.spacing.TimestepSpacing;

/** Settings of {@link DpmSolverInverseProvider}. */
public record DpmSolverInverseSettings(
        NoiseScheduleSettings noise,
        @Doc("What the model predicts.") PredictionType prediction,
        @Doc("Which training timesteps a run visits.") TimestepSpacing spacing,

        @Doc("Added to the timesteps of leading spacing.") @Range(min = 0)
        int stepsOffset,

        @Doc("Where the noise levels come from: none takes those of the timesteps.")
        SigmaSchedule sigmas,

        @Doc("Model part that is expanded; the equation must be the deterministic one.")
        DpmAlgorithm algorithm,

        @Doc("Number of model evaluations, this and earlier ones, that a step is made from.") @Range(min = 1, max = 3)
        int order,

        @Doc("How second order takes the slope: at the middle of the step, or integrated exactly.")
        SolverType solver,

        @Doc("Lower the order at the end of runs of less than 15 steps.")
        boolean lowerOrderFinal,

        OriginalClamp clamp,

        @Doc("Least log signal-to-noise amplitude ratio that a run visits; -.inf for all.")
        double lambdaMin) {

    public DpmSolverInverseSettings {
        Constraints.check(
                DpmSolverInverseSettings.class,
                noise,
                prediction,
                spacing,
                stepsOffset,
                sigmas,
                algorithm,
                order,
                solver,
                lowerOrderFinal,
                clamp,
                lambdaMin);
        if (algorithm.isStochastic()) {
            throw new InvalidSetting(
                    "algorithm", "must be dpm-solver-plus-plus or dpm-solver: only they can be inverted");
        }
        if (prediction == PredictionType.FLOW_PREDICTION || sigmas == SigmaSchedule.FLOW) {
            throw new InvalidSetting("prediction", "and sigmas must not be of the flow kind for dpm-solver++-inverse");
        }
        if (sigmas.isFixed()) {
            throw new InvalidSetting(
                    "sigmas", "must not be of the align-your-steps kind for dpm-solver++-inverse, whose levels rise");
        }
        LambdaSettings.refuseLu(sigmas, "dpm-solver++-inverse");
    }

    /** Stable Diffusion's, of second order. */
    public static DpmSolverInverseSettings defaults() {
        return new DpmSolverInverseSettings(
                NoiseScheduleSettings.defaults(),
                PredictionType.EPSILON,
                TimestepSpacing.LEADING,
                1,
                SigmaSchedule.NONE,
                DpmAlgorithm.DPM_SOLVER_PLUS_PLUS,
                2,
                SolverType.MIDPOINT,
                true,
                OriginalClamp.defaults(),
                Double.NEGATIVE_INFINITY);
    }

    /** Those of the solver whose steps are taken the other way; no step ends at the clean sample. */
    DpmSolverSettings solverSettings() {
        return new DpmSolverSettings(
                noise,
                prediction,
                spacing,
                stepsOffset,
                sigmas,
                FinalSigma.SIGMA_MIN,
                1,
                algorithm,
                order,
                solver,
                lowerOrderFinal,
                false,
                clamp,
                lambdaMin);
    }
}

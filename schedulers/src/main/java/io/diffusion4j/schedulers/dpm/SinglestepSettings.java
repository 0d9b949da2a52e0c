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

/** Settings of {@link SinglestepProvider}. */
public record SinglestepSettings(
        NoiseScheduleSettings noise,
        @Doc("What the model predicts.") PredictionType prediction,

        @Doc("Where the noise levels come from: none takes those of evenly spaced timesteps.")
        SigmaSchedule sigmas,

        @Doc("Noise level that the last step ends at.") FinalSigma finalSigma,

        @Doc("How far flow sigmas lean to the noisy end; 1 is even.") @Range(min = 1e-3)
        double flowShift,

        @Doc("Equation and model part that are expanded.") DpmAlgorithm algorithm,

        @Doc("Number of model evaluations, and so of steps, that a group is made from.") @Range(min = 1, max = 3)
        int order,

        @Doc("How the slope is taken: at the middle of the group, or integrated exactly.")
        SolverType solver,

        @Doc("End with groups of lower order; acts anyway where groups do not divide the steps.")
        boolean lowerOrderFinal,

        OriginalClamp clamp,

        @Doc("Least log signal-to-noise amplitude ratio that a run visits; -.inf for all.")
        double lambdaMin)
        implements LambdaSettings {

    public SinglestepSettings {
        Constraints.check(
                SinglestepSettings.class,
                noise,
                prediction,
                sigmas,
                finalSigma,
                flowShift,
                algorithm,
                order,
                solver,
                lowerOrderFinal,
                clamp,
                lambdaMin);
        if (algorithm == DpmAlgorithm.SDE_DPM_SOLVER) {
            throw new InvalidSetting("algorithm", "must not be sde-dpm-solver for dpm-solver++-singlestep");
        }
        if (!algorithm.expandsOriginal()) {
            LambdaSettings.refuseCleanEnd(finalSigma, "algorithm is dpm-solver");
        }
        LambdaSettings.requireLowerOrderAtCleanEnd(lowerOrderFinal, finalSigma);
        LambdaSettings.refuseMixedPaths(prediction, sigmas);
        LambdaSettings.refuseLu(sigmas, "dpm-solver++-singlestep");
    }

    /** Groups go by evenly spaced timesteps alone. */
    @Override
    public TimestepSpacing spacing() {
        return TimestepSpacing.LINSPACE;
    }

    @Override
    public int stepsOffset() {
        return 0;
    }

    /** Stable Diffusion's, of second order. */
    public static SinglestepSettings defaults() {
        return new SinglestepSettings(
                NoiseScheduleSettings.defaults(),
                PredictionType.EPSILON,
                SigmaSchedule.NONE,
                FinalSigma.ZERO,
                1,
                DpmAlgorithm.DPM_SOLVER_PLUS_PLUS,
                2,
                SolverType.MIDPOINT,
                true,
                OriginalClamp.defaults(),
                Double.NEGATIVE_INFINITY);
    }
}

package io.diffusion4j.schedulers.edm;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.core.settings.Range;
import io.diffusion4j.schedulers.dpm.DpmAlgorithm;
import io.diffusion4j.schedulers.dpm.DpmSolverSettings.SolverType;
import io.diffusion4j.schedulers.dpm.MultistepSettings;
import io.diffusion4j.schedulers.prediction.OriginalClamp;
import io.diffusion4j.schedulers.prediction.PredictionType;

/** Settings of {@link EdmDpmSolverProvider}. */
public record EdmDpmSolverSettings(
        KarrasLevels levels,

        @Doc("Standard deviation of the data, which the preconditioning balances.") @Range(min = 0.000001)
        double sigmaData,

        @Doc("What the preconditioned model predicts: epsilon, or v-prediction for the opposite sign.")
        PredictionType prediction,

        @Doc("How the levels lie between the largest and the smallest.")
        EdmCurve curve,

        @Doc("Noise level that the last step ends at.") EdmEnd finalSigma,

        @Doc("Equation that is solved; it must expand the clean sample.")
        DpmAlgorithm algorithm,

        @Doc("Number of model evaluations, this and earlier ones, that a step is made from.") @Range(min = 1, max = 3)
        int order,

        @Doc("How second order takes the slope: at the middle of the step, or integrated exactly.")
        SolverType solver,

        @Doc("Lower the order at the end of runs of less than 15 steps.")
        boolean lowerOrderFinal,

        @Doc("Take the last step by Euler's method.") boolean eulerAtFinal,
        OriginalClamp clamp)
        implements EdmSettings, MultistepSettings {

    public EdmDpmSolverSettings {
        Constraints.check(
                EdmDpmSolverSettings.class,
                levels,
                sigmaData,
                prediction,
                curve,
                finalSigma,
                algorithm,
                order,
                solver,
                lowerOrderFinal,
                eulerAtFinal,
                clamp);
        EdmSettings.refuseOthers(prediction);
        if (!algorithm.expandsOriginal()) {
            throw new InvalidSetting(
                    "algorithm",
                    "must be dpm-solver-plus-plus or sde-dpm-solver-plus-plus for preconditioned models: they predict no noise");
        }
        if (algorithm.isStochastic() && order == 3) {
            throw new InvalidSetting("order", "must be 1 or 2 where algorithm is sde-dpm-solver-plus-plus");
        }
    }

    /** The levels of Karras et al. 2022, table 1, and second order. */
    public static EdmDpmSolverSettings defaults() {
        return new EdmDpmSolverSettings(
                KarrasLevels.defaults(),
                0.5,
                PredictionType.EPSILON,
                EdmCurve.KARRAS,
                EdmEnd.ZERO,
                DpmAlgorithm.DPM_SOLVER_PLUS_PLUS,
                2,
                SolverType.MIDPOINT,
                true,
                false,
                OriginalClamp.defaults());
    }
}

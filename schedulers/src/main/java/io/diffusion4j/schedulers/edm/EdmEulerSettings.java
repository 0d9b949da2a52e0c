package io.diffusion4j.schedulers.edm;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.Range;
import io.diffusion4j.schedulers.euler.Churn;
import io.diffusion4j.schedulers.prediction.PredictionType;

/** Settings of {@link EdmEulerProvider}. */
public record EdmEulerSettings(
        KarrasLevels levels,

        @Doc("Standard deviation of the data, which the preconditioning balances.") @Range(min = 0.000001)
        double sigmaData,

        @Doc("What the preconditioned model predicts: epsilon, or v-prediction for the opposite sign.")
        PredictionType prediction,

        @Doc("How the levels lie between the largest and the smallest.")
        EdmCurve curve,

        @Doc("Noise level that the last step ends at.") EdmEnd finalSigma,

        Churn churn)
        implements EdmSettings {

    public EdmEulerSettings {
        Constraints.check(EdmEulerSettings.class, levels, sigmaData, prediction, curve, finalSigma, churn);
        EdmSettings.refuseOthers(prediction);
    }

    /** Those of Karras et al. 2022, table 1. */
    public static EdmEulerSettings defaults() {
        return new EdmEulerSettings(
                KarrasLevels.defaults(), 0.5, PredictionType.EPSILON, EdmCurve.KARRAS, EdmEnd.ZERO, Churn.defaults());
    }
}

package io.diffusion4j.schedulers.dpm;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.core.settings.Range;
import io.diffusion4j.schedulers.noise.NoiseScheduleSettings;
import io.diffusion4j.schedulers.prediction.OriginalClamp;
import io.diffusion4j.schedulers.prediction.PredictionType;
import io.diffusion4j.schedulers.spacing.FinalSigma;

/** Settings of {@link AdaptiveProvider}. */
public record AdaptiveSettings(
        NoiseScheduleSettings noise,
        @Doc("What the model predicts.") PredictionType prediction,
        @Doc("Noise level that the run ends at.") FinalSigma finalSigma,

        @Doc("Order of the higher of the two solutions that are compared, and evaluations for both.")
        @Range(min = 2, max = 3)
        int order,

        @Doc("Error per step that is tolerated, as a share of the sample.") @Range(min = 0)
        double rtol,

        @Doc("Error per step that is tolerated where the sample is near 0.") @Range(min = 0.0000001)
        double atol,

        @Doc("Length of the first step that is tried, in log noise level.") @Range(min = 0.000001)
        double hInit,

        @Doc("How far the step's length follows the latest error's change; 0 not at all.")
        double pcoeff,

        @Doc("How far the step's length follows the latest error; all coefficients 0 keep the first length.")
        double icoeff,

        @Doc("How far the step's length follows the change's own change.")
        double dcoeff,

        @Doc("Least proposed lengthening of a step that accepts it; less than 1 accepts errors above the tolerated.")
        @Range(min = 0.000001, max = 1)
        double acceptSafety,

        @Doc("Share of the noise that is drawn anew in each step: 0 is deterministic.") @Range(min = 0, max = 1)
        double eta,

        @Doc("Most model evaluations of a run; once only a quarter of them is left, even steps of any error use it up.")
        @Range(min = 2, max = 100000)
        int budget,

        OriginalClamp clamp) {

    public AdaptiveSettings {
        Constraints.check(
                AdaptiveSettings.class,
                noise,
                prediction,
                finalSigma,
                order,
                rtol,
                atol,
                hInit,
                pcoeff,
                icoeff,
                dcoeff,
                acceptSafety,
                eta,
                budget,
                clamp);
        if (prediction == PredictionType.FLOW_PREDICTION) {
            throw new InvalidSetting("prediction", "must not be flow-prediction: dpm-adaptive has no straight paths");
        }
        int least = order + (finalSigma == FinalSigma.ZERO ? 1 : 0);
        if (budget < least) {
            throw new InvalidSetting(
                    "budget",
                    "is %d, but a single step of order: %d to final-sigma: %s needs %d evaluations"
                            .formatted(budget, order, finalSigma == FinalSigma.ZERO ? "zero" : "sigma-min", least));
        }
    }

    /** The published tolerances and controller, over Stable Diffusion's noise. */
    public static AdaptiveSettings defaults() {
        return of(NoiseScheduleSettings.defaults(), PredictionType.EPSILON, OriginalClamp.defaults());
    }

    /** The published tolerances and controller. */
    static AdaptiveSettings of(NoiseScheduleSettings noise, PredictionType prediction, OriginalClamp clamp) {
        return new AdaptiveSettings(
                noise, prediction, FinalSigma.ZERO, 3, 0.05, 0.0078, 0.05, 0, 1, 0, 0.81, 0, 200, clamp);
    }
}

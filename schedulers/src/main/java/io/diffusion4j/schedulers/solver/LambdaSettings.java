package io.diffusion4j.schedulers.solver;

import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.schedulers.prediction.OriginalClamp;
import io.diffusion4j.schedulers.prediction.PredictionType;
import io.diffusion4j.schedulers.spacing.FinalSigma;
import io.diffusion4j.schedulers.spacing.LevelSettings;
import io.diffusion4j.schedulers.spacing.SigmaSchedule;

/** What the solvers in λ, the log signal-to-noise ratio, share: where their steps lie, and what they refuse. */
public interface LambdaSettings extends LevelSettings {
    double flowShift();

    OriginalClamp clamp();

    /** @throws InvalidSetting for velocities along other than straight paths */
    static void refuseMixedPaths(PredictionType prediction, SigmaSchedule sigmas) {
        if (prediction == PredictionType.FLOW_PREDICTION && sigmas != SigmaSchedule.FLOW) {
            throw new InvalidSetting("sigmas", "must be flow where prediction is flow-prediction");
        }
    }

    /** @param type the scheduler's name in YAML @throws InvalidSetting for the second name of a curve */
    static void refuseLu(SigmaSchedule sigmas, String type) {
        if (sigmas == SigmaSchedule.LU) {
            throw new InvalidSetting("sigmas", "must not be lu for " + type + "; exponential is the same curve");
        }
    }

    /** @param cause the setting by which a solver cannot reach a clean sample @throws InvalidSetting if it should */
    static void refuseCleanEnd(FinalSigma finalSigma, String cause) {
        if (finalSigma == FinalSigma.ZERO) {
            throw new InvalidSetting("finalSigma", "must be sigma-min where " + cause + ": it ends in noise");
        }
    }

    /** @throws InvalidSetting if a step of higher order should end at a clean sample */
    static void requireLowerOrderAtCleanEnd(boolean lowerOrderFinal, FinalSigma finalSigma) {
        if (!lowerOrderFinal && finalSigma == FinalSigma.ZERO) {
            throw new InvalidSetting(
                    "lowerOrderFinal", "must be true where final-sigma is zero, which only first order reaches");
        }
    }
}

package io.diffusion4j.training.diffusion;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.schedulers.prediction.LinearCombination;
import io.diffusion4j.schedulers.prediction.PredictionType;

/** How much the loss at a noise level counts. */
@Doc("How much the loss at a noise level counts.")
public record LossWeighting(
        @Doc(
                "uniform: all levels alike; min-snr: as errors of the clean sample times the signal-to-noise ratio, capped.")
        Kind kind,

        @Doc("Largest signal-to-noise ratio that counts, for min-snr.")
        double gamma) {

    /** The rules that there are. */
    public enum Kind {
        /** Ho et al. 2020, the simple loss. */
        UNIFORM {
            @Override
            double weight(NoisePoint point, PredictionType prediction, double gamma) {
                return 1;
            }
        },
        /** Hang et al. 2023: min(SNR, γ) for errors of the clean sample, so min(SNR, γ) / SNR for errors of the noise. */
        MIN_SNR {
            @Override
            double weight(NoisePoint point, PredictionType prediction, double gamma) {
                LinearCombination clean = prediction.original(point.alpha(), point.sigma());
                double errorOfClean = clean.second() / clean.divisor();
                return Math.min(point.snr(), gamma) * errorOfClean * errorOfClean;
            }
        };

        abstract double weight(NoisePoint point, PredictionType prediction, double gamma);
    }

    public LossWeighting {
        Constraints.check(LossWeighting.class, kind, gamma);
        if (gamma <= 0) {
            throw new InvalidSetting("gamma", "must be more than 0, got " + gamma);
        }
    }

    /** All levels alike. */
    public static LossWeighting defaults() {
        return new LossWeighting(Kind.UNIFORM, 5);
    }

    /** The factor of the squared error of what the model predicts there. */
    public double weight(NoisePoint point, PredictionType prediction) {
        return kind.weight(point, prediction, gamma);
    }
}

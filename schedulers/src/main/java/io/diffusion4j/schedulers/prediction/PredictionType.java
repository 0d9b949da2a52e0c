package io.diffusion4j.schedulers.prediction;

import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.sampling.Parametrization;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.settings.Trained;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a model predicts for a sample {@code alpha · clean + sigma · noise}. Each answers how the clean sample and the
 * noise follow from sample (first) and prediction (second), and what a model is trained to predict.
 */
@Trained
public enum PredictionType {
    /** The noise; Ho et al. 2020. */
    EPSILON {
        @Override
        public LinearCombination original(double alpha, double sigma) {
            return new LinearCombination(1, -sigma, alpha);
        }

        @Override
        public LinearCombination noise(double alpha, double sigma) {
            return new LinearCombination(0, 1);
        }

        @Override
        public LinearCombination target(double alpha, double sigma) {
            return new LinearCombination(0, 1);
        }
    },
    /** {@code alpha · noise − sigma · clean}; Salimans and Ho 2022. */
    V_PREDICTION {
        @Override
        public LinearCombination original(double alpha, double sigma) {
            return new LinearCombination(alpha, -sigma);
        }

        @Override
        public LinearCombination noise(double alpha, double sigma) {
            return new LinearCombination(sigma, alpha);
        }

        @Override
        public LinearCombination target(double alpha, double sigma) {
            return new LinearCombination(-sigma, alpha);
        }
    },
    /** The clean sample. */
    SAMPLE {
        @Override
        public LinearCombination original(double alpha, double sigma) {
            return new LinearCombination(0, 1);
        }

        @Override
        public LinearCombination noise(double alpha, double sigma) {
            return new LinearCombination(1 / sigma, -alpha / sigma);
        }

        @Override
        public LinearCombination target(double alpha, double sigma) {
            return new LinearCombination(1, 0);
        }
    },
    /** The velocity {@code noise − clean} of a straight path, where alpha is 1 − sigma; Liu et al. 2022. */
    FLOW_PREDICTION {
        @Override
        public LinearCombination original(double alpha, double sigma) {
            return new LinearCombination(1, -sigma);
        }

        @Override
        public LinearCombination noise(double alpha, double sigma) {
            return new LinearCombination(1, alpha);
        }

        @Override
        public LinearCombination target(double alpha, double sigma) {
            return new LinearCombination(-1, 1);
        }
    };

    public abstract LinearCombination original(double alpha, double sigma);

    public abstract LinearCombination noise(double alpha, double sigma);

    /** What the perfect prediction is of the clean sample (first) and the noise (second) that make up a sample. */
    public abstract LinearCombination target(double alpha, double sigma);

    /** How sample and prediction relate; empty where the prediction does not tell the clean sample. */
    public Optional<Parametrization> parametrization(double alpha, double sigma) {
        return original(alpha, sigma).parametrization(alpha, sigma);
    }

    /** As a checkpoint names it. @param supported those that the scheduler can use */
    public static PredictionType of(ReferenceConfig config, Set<PredictionType> supported) {
        String name = config.string("prediction_type", "epsilon");
        return EnumSet.copyOf(supported).stream()
                .filter(type -> type.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new CheckpointException(
                        "%s: prediction_type is %s, which this scheduler cannot use; it can use %s"
                                .formatted(
                                        config.location(),
                                        name,
                                        EnumSet.copyOf(supported).toString().toLowerCase(Locale.ROOT))));
    }
}

package io.diffusion4j.schedulers.ddpm;

import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.schedulers.prediction.Scalars;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** The variance of the noise that a step adds back. */
public enum PosteriorVariance {
    /** That of the forward process's posterior, right for data that is one point; Ho et al. 2020, section 3.2. */
    FIXED_SMALL {
        @Override
        Tensor scaled(Tensor noise, double small, double large, Optional<Tensor> predicted) {
            return noise.mul(Scalars.of(Math.sqrt(small)));
        }
    },
    /** That of the forward step, right for data that is unit normal; Ho et al. 2020, section 3.2. */
    FIXED_LARGE {
        @Override
        Tensor scaled(Tensor noise, double small, double large, Optional<Tensor> predicted) {
            return noise.mul(Scalars.of(Math.sqrt(large)));
        }
    },
    /** What the model predicts. */
    LEARNED {
        @Override
        Tensor scaled(Tensor noise, double small, double large, Optional<Tensor> predicted) {
            return noise.mul(require(predicted).sqrt());
        }
    },
    /** Between both, on a log scale, where the model predicts; Nichol and Dhariwal 2021, equation 15. */
    LEARNED_RANGE {
        @Override
        Tensor scaled(Tensor noise, double small, double large, Optional<Tensor> predicted) {
            double low = Math.log(small);
            double high = Math.log(large);
            // log σ is half of log variance; the prediction runs from -1 (low) to 1 (high)
            Tensor logSigma =
                    require(predicted).mul(Scalars.of((high - low) / 4)).add(Scalars.of((high + low) / 4));
            return noise.mul(logSigma.exp());
        }
    };

    /**
     * The noise at its strength.
     *
     * @param small variance of the posterior
     * @param large variance of the forward step
     */
    abstract Tensor scaled(Tensor noise, double small, double large, Optional<Tensor> predicted);

    static PosteriorVariance of(ReferenceConfig config) {
        String name = config.string("variance_type", "fixed_small");
        return switch (name) {
            case "fixed_small", "fixed_small_log" -> FIXED_SMALL;
            case "fixed_large" -> FIXED_LARGE;
            case "learned" -> LEARNED;
            case "learned_range" -> LEARNED_RANGE;
            default ->
                throw new CheckpointException(
                        "%s: variance_type is %s, which is not supported here; supported: fixed_small, fixed_small_log, fixed_large, learned, learned_range"
                                .formatted(config.location(), name));
        };
    }

    private static Tensor require(Optional<Tensor> predicted) {
        return predicted.orElseThrow(() -> new ConfigurationException(
                "variance is learned, but the model predicts none (it has as many output as input channels); "
                        + "set variance to fixed-small or fixed-large"));
    }
}

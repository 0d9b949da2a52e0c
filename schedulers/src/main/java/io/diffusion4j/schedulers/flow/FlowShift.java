package io.diffusion4j.schedulers.flow;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.settings.ReferenceConfig;

/** What moves noise levels up, so that larger images get more steps near pure noise; Esser et al. 2024, section 5.3. */
public enum FlowShift {
    /** A fixed factor of σ / (1 − σ). */
    FACTOR {
        @Override
        double odds(FlowLevelSettings settings, PlanRequest request) {
            return settings.shift();
        }

        @Override
        double ofUntrained(FlowLevelSettings settings, double sigma) {
            return shifted(sigma, settings.shift());
        }
    },
    /** The factor is the exponential of a strength that grows with the length of the image sequence. */
    EXPONENTIAL {
        @Override
        double odds(FlowLevelSettings settings, PlanRequest request) {
            return Math.exp(strength(settings, request));
        }
    },
    /** The factor is a strength that grows with the length of the image sequence. */
    LINEAR {
        @Override
        double odds(FlowLevelSettings settings, PlanRequest request) {
            return strength(settings, request);
        }
    };

    /** The factor of σ / (1 − σ). */
    abstract double odds(FlowLevelSettings settings, PlanRequest request);

    /** An end of the training range, before any run is planned; a shift that depends on the image leaves it. */
    double ofUntrained(FlowLevelSettings settings, double sigma) {
        return sigma;
    }

    static double shifted(double sigma, double odds) {
        return odds * sigma / (1 + (odds - 1) * sigma);
    }

    static FlowShift of(ReferenceConfig config) {
        if (!config.flag("use_dynamic_shifting", false)) {
            return FACTOR;
        }
        config.expect("time_shift_type", null, "exponential", "linear");
        return config.string("time_shift_type", "exponential").equals("linear") ? LINEAR : EXPONENTIAL;
    }

    private static double strength(FlowLevelSettings s, PlanRequest request) {
        int tokens = request.imageTokens()
                .orElseThrow(() -> new ConfigurationException("shift-by depends on the length of the image sequence, "
                        + "which this model does not tell; use shift-by: factor"));
        double slope = (s.maxShift() - s.baseShift()) / (s.maxTokens() - s.baseTokens());
        return s.baseShift() + slope * (tokens - s.baseTokens());
    }
}

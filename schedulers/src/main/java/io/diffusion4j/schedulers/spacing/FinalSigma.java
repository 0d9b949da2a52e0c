package io.diffusion4j.schedulers.spacing;

import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.settings.ReferenceConfig;

/** The noise level that the last step ends at. */
public enum FinalSigma {
    /** None: the clean sample. */
    ZERO {
        @Override
        public double of(SigmaTable table) {
            return 0;
        }
    },
    /** That of timestep 0. */
    SIGMA_MIN {
        @Override
        public double of(SigmaTable table) {
            return table.min();
        }
    };

    public abstract double of(SigmaTable table);

    public static FinalSigma of(ReferenceConfig config) {
        String name = config.string("final_sigmas_type", "zero");
        return switch (name) {
            case "zero" -> ZERO;
            case "sigma_min" -> SIGMA_MIN;
            default ->
                throw new CheckpointException(
                        "%s: final_sigmas_type is %s, which is not supported here; supported: zero, sigma_min"
                                .formatted(config.location(), name));
        };
    }
}

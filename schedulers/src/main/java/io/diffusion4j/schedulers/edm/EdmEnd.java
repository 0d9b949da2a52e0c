package io.diffusion4j.schedulers.edm;

import io.diffusion4j.core.settings.ReferenceConfig;

/** The noise level that the last step ends at. */
public enum EdmEnd {
    /** None: the clean sample. */
    ZERO {
        @Override
        double after(double least) {
            return 0;
        }
    },
    /** The smallest level; that of the last step, which then changes nothing, except in a run of one. */
    SIGMA_MIN {
        @Override
        double after(double least) {
            return least;
        }
    };

    /** @param least the smallest level */
    abstract double after(double least);

    static EdmEnd of(ReferenceConfig config) {
        config.expect("final_sigmas_type", null, "zero", "sigma_min");
        return config.string("final_sigmas_type", "zero").equals("zero") ? ZERO : SIGMA_MIN;
    }
}

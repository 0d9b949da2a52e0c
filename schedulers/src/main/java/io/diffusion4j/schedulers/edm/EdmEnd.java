package io.diffusion4j.schedulers.edm;

import io.diffusion4j.core.settings.ReferenceConfig;

/** The noise level that the last step ends at. */
public enum EdmEnd {
    /** None: the clean sample. */
    ZERO {
        @Override
        double after(double last) {
            return 0;
        }
    },
    /** The smallest level, so that the last step changes nothing. */
    SIGMA_MIN {
        @Override
        double after(double last) {
            return last;
        }
    };

    /** @param last the level that the last step starts at */
    abstract double after(double last);

    static EdmEnd of(ReferenceConfig config) {
        config.expect("final_sigmas_type", null, "zero", "sigma_min");
        return config.string("final_sigmas_type", "zero").equals("zero") ? ZERO : SIGMA_MIN;
    }
}

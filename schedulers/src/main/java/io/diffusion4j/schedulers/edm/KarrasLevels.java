package io.diffusion4j.schedulers.edm;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.core.settings.Range;
import io.diffusion4j.core.settings.ReferenceConfig;

/** A range of noise levels, and the curve between its ends: even in σ^(1/rho); Karras et al. 2022, equation 5. */
@Doc("The range of noise levels.")
public record KarrasLevels(
        @Doc("Smallest noise level.") @Range(min = 0.0000001)
        double sigmaMin,

        @Doc("Largest noise level.") @Range(min = 0.0000001) double sigmaMax,

        @Doc("How strongly the levels gather at the small end; 1 is even.") @Range(min = 1)
        double rho) {

    public KarrasLevels {
        Constraints.check(KarrasLevels.class, sigmaMin, sigmaMax, rho);
        if (sigmaMin >= sigmaMax) {
            throw new InvalidSetting("sigmaMin", "must be less than sigma-max");
        }
    }

    /** Those of Karras et al. 2022, table 1. */
    public static KarrasLevels defaults() {
        return new KarrasLevels(0.002, 80, 7);
    }

    /** As a {@code scheduler_config.json} has it. */
    public static KarrasLevels of(ReferenceConfig config) {
        return new KarrasLevels(
                config.decimal("sigma_min", 0.002), config.decimal("sigma_max", 80), config.decimal("rho", 7));
    }

    /** @param ramp 0 for the largest level, 1 for the smallest */
    public double at(double ramp) {
        double from = Math.pow(sigmaMax, 1 / rho);
        double to = Math.pow(sigmaMin, 1 / rho);
        return Math.pow(from + ramp * (to - from), rho);
    }
}

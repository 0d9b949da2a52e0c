package io.diffusion4j.schedulers.noise;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.core.settings.Range;

/** What is open in {@link BetaSchedule#COSINE}. */
@Doc("What is open in the cosine schedule.")
public record CosineSettings(
        @Doc("Added to the time, as a share of the whole, so that the first steps are not too small.")
        @Range(min = 0, max = 1)
        double offset,

        @Doc("Least variance that a timestep adds; 0 for no limit, 1e-4 in some descriptions.") @Range(min = 0, max = 1)
        double floor,

        @Doc("Largest variance that a timestep adds; 0.9999 in some descriptions.") @Range(min = 0, max = 1)
        double cap) {

    public CosineSettings {
        Constraints.check(CosineSettings.class, offset, floor, cap);
        if (floor >= cap) {
            throw new InvalidSetting("floor", "must be less than cap, " + cap + ", got " + floor);
        }
    }

    /** As published, Nichol and Dhariwal 2021. */
    public static CosineSettings defaults() {
        return new CosineSettings(0.008, 0, 0.999);
    }

    double signalPower(double time) {
        double root = Math.cos((time + offset) / (1 + offset) * Math.PI / 2);
        return root * root;
    }
}

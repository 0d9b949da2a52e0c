package io.diffusion4j.schedulers.sasolver;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.core.settings.Range;

/** The function τ of the paper: how much noise a run draws and removes at each timestep. */
@Doc("How much noise a run draws and removes, and where; it is deterministic elsewhere.")
public record Tau(
        @Doc("0 is the deterministic flow, 1 the random process that models are trained on.") @Range(min = 0)
        double value,

        @Doc("Least timestep at which it acts.") double minTimestep,
        @Doc("Largest timestep at which it acts.") double maxTimestep) {

    public Tau {
        Constraints.check(Tau.class, value, minTimestep, maxTimestep);
        if (minTimestep > maxTimestep) {
            throw new InvalidSetting("minTimestep", "must not be more than max-timestep");
        }
    }

    /** The reference's: random but for the two ends of a run. */
    public static Tau defaults() {
        return new Tau(1, 200, 800);
    }

    double at(double timestep) {
        return timestep >= minTimestep && timestep <= maxTimestep ? value : 0;
    }
}

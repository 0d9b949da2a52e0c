package com.example.ralston;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.core.settings.Range;

/** The noise that the model was trained with, and which of it to visit. The betas are linear in their square roots. */
@Doc("Ralston's second-order method")
public record RalstonSettings(
        @Doc("Variance that the first training timestep adds") @Range(min = 1e-8, max = 0.999)
        double betaStart,

        @Doc("Variance that the last training timestep adds") @Range(min = 1e-8, max = 0.999)
        double betaEnd,

        @Doc("Number of timesteps in training") @Range(min = 2, max = 100_000)
        int trainTimesteps,

        @Doc("Which training timesteps a run visits") Spacing spacing,

        @Doc("Timesteps that leading spacing is shifted by") @Range(min = 0, max = 1000)
        int stepsOffset) {
    public RalstonSettings {
        Constraints.check(RalstonSettings.class, betaStart, betaEnd, trainTimesteps, spacing, stepsOffset);
        if (betaEnd < betaStart) {
            throw new InvalidSetting("betaEnd", "must be beta-start (" + betaStart + ") or more, got " + betaEnd);
        }
    }

    /** Those of Stable Diffusion. */
    public static RalstonSettings defaults() {
        return new RalstonSettings(0.00085, 0.012, 1000, Spacing.LEADING, 1);
    }
}

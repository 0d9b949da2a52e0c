package io.diffusion4j.schedulers.methods;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.Range;

/** Settings of {@link AdaptiveProvider}. */
public record AdaptiveSettings(
        @Doc("Relative change of the predicted clean sample in one step, above which the next step is halved")
        @Range(min = 0)
        double threshold,

        @Doc("How many steps may be inserted in a run") @Range(min = 0, max = 10_000)
        int budget) {
    public AdaptiveSettings {
        Constraints.check(AdaptiveSettings.class, threshold, budget);
    }

    /** A quarter, and up to ten more steps. */
    public static AdaptiveSettings defaults() {
        return new AdaptiveSettings(0.25, 10);
    }
}

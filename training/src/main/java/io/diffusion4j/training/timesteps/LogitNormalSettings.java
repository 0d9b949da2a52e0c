package io.diffusion4j.training.timesteps;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.Range;

/** Settings of {@link LogitNormalProvider}. */
public record LogitNormalSettings(
        @Doc("Mean of the logit; more than 0 leans to noise.")
        double location,

        @Doc("Standard deviation of the logit.") @Range(min = 0.001)
        double scale,

        @Doc("Factor of noise level / (1 - noise level), as the scheduler's shift; 1 for none.") @Range(min = 0.001)
        double shift) {
    public LogitNormalSettings {
        Constraints.check(LogitNormalSettings.class, location, scale, shift);
    }

    public static LogitNormalSettings defaults() {
        return new LogitNormalSettings(0, 1, 1);
    }
}

package io.diffusion4j.schedulers.methods;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.Range;

/** Settings of {@link ClipProvider}. */
public record ClipSettings(
        @Doc("Largest absolute value") @Range(min = 1e-6) double range) {
    public ClipSettings {
        Constraints.check(ClipSettings.class, range);
    }

    /** That of pixels. */
    public static ClipSettings defaults() {
        return new ClipSettings(1);
    }
}

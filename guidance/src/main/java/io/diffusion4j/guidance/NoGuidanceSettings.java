package io.diffusion4j.guidance;

import io.diffusion4j.core.settings.Doc;

/** Settings of {@code none}: there are none. */
@Doc("No guidance has no settings.")
public record NoGuidanceSettings() {
    public static NoGuidanceSettings defaults() {
        return new NoGuidanceSettings();
    }
}

package io.diffusion4j.attention;

import io.diffusion4j.core.settings.Doc;

/** The settings of kernels that have none. */
@Doc("This kernel has no settings.")
public record NoSettings() {
    public static NoSettings defaults() {
        return new NoSettings();
    }
}

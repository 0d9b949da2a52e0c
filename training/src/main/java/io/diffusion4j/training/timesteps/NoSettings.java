package io.diffusion4j.training.timesteps;

import io.diffusion4j.core.settings.Doc;

/** The settings of samplers that have none. */
@Doc("This sampler has no settings.")
public record NoSettings() {
    public static NoSettings defaults() {
        return new NoSettings();
    }
}

package io.diffusion4j.training.data;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.Range;

/** A resolution that holds from a step on. */
@Doc("A resolution that holds from a step on.")
public record ResolutionChange(
        @Doc("The first step at that resolution, counted from 0.") @Range(min = 1)
        long from,

        @Doc("Sides of a square batch in pixels.") @Range(min = 8, max = 4096)
        int resolution) {
    public ResolutionChange {
        Constraints.check(ResolutionChange.class, from, resolution);
    }
}

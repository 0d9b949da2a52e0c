package io.diffusion4j.schedulers.ipndm;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.Range;

/** Settings of {@link IpndmProvider}. */
public record IpndmSettings(
        @Doc("Number of noise estimates that a step is made from.") @Range(min = 1, max = 4)
        int order) {

    public IpndmSettings {
        Constraints.check(IpndmSettings.class, order);
    }

    /** The paper's. */
    public static IpndmSettings defaults() {
        return new IpndmSettings(4);
    }
}

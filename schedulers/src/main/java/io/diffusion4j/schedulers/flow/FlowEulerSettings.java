package io.diffusion4j.schedulers.flow;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;

/** Settings of {@link FlowEulerProvider}. */
public record FlowEulerSettings(
        FlowLevelSettings levels,

        @Doc("How a step gets to the next noise level: straight, or renoised from the clean sample.")
        FlowStep step) {

    public FlowEulerSettings {
        Constraints.check(FlowEulerSettings.class, levels, step);
    }

    /** Stable Diffusion 3's. */
    public static FlowEulerSettings defaults() {
        return new FlowEulerSettings(FlowLevelSettings.defaults(), FlowStep.STRAIGHT);
    }
}

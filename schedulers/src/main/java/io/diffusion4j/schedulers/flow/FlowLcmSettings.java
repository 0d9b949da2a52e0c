package io.diffusion4j.schedulers.flow;

import io.diffusion4j.core.settings.Constraints;

/** Settings of {@link FlowLcmProvider}. */
public record FlowLcmSettings(FlowLevelSettings levels) {
    public FlowLcmSettings {
        Constraints.check(FlowLcmSettings.class, levels);
    }

    /** For distillations of Stable Diffusion 3. */
    public static FlowLcmSettings defaults() {
        return new FlowLcmSettings(FlowLevelSettings.defaults());
    }
}

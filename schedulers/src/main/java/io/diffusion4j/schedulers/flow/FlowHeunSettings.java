package io.diffusion4j.schedulers.flow;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.Range;

/** Settings of {@link FlowHeunProvider}. */
public record FlowHeunSettings(
        @Doc("Number of timesteps that the model was trained with.") @Range(min = 1, max = 100000)
        int trainTimesteps,

        @Doc("Factor that moves the noise levels up; 1 leaves them even.") @Range(min = 0.001)
        double shift) {

    public FlowHeunSettings {
        Constraints.check(FlowHeunSettings.class, trainTimesteps, shift);
    }

    /** Stable Diffusion 3's. */
    public static FlowHeunSettings defaults() {
        return new FlowHeunSettings(1000, 3);
    }
}

package io.diffusion4j.training.timesteps;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.Range;

/** Settings of {@link LossAwareProvider}. */
public record LossAwareSettings(
        @Doc("How many equal stretches of time are told apart.") @Range(min = 1, max = 100_000)
        int bins,

        @Doc("How many losses of each are remembered; all are drawn alike until there are so many.")
        @Range(min = 1, max = 1000)
        int history,

        @Doc("Share of times that are drawn whatever the losses are.") @Range(min = 1e-6, max = 1)
        double uniform) {
    public LossAwareSettings {
        Constraints.check(LossAwareSettings.class, bins, history, uniform);
    }

    /** As published, with fewer bins than timesteps, so that the warm-up is short. */
    public static LossAwareSettings defaults() {
        return new LossAwareSettings(100, 10, 0.001);
    }
}

package io.diffusion4j.schedulers.plan;

import io.diffusion4j.core.sampling.Trajectory;

/** Whether a trajectory knows all of its steps before it runs. */
public final class FixedSteps {
    private FixedSteps() {}

    /** False for one that chooses its steps while it runs: it lists fewer than it counts. */
    public static boolean of(Trajectory trajectory) {
        return trajectory.steps().stream()
                .allMatch(step -> step.count() == trajectory.steps().size());
    }
}

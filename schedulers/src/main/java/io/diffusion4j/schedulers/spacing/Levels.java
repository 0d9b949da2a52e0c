package io.diffusion4j.schedulers.spacing;

import java.util.List;

/**
 * The noise levels of a run.
 *
 * @param sigmas one at the start of each step, falling, and the 0 that the last one ends at
 * @param timesteps those of all levels but the last
 */
public record Levels(List<Double> sigmas, List<Double> timesteps) {
    public Levels {
        sigmas = List.copyOf(sigmas);
        timesteps = List.copyOf(timesteps);
    }

    /** Number of steps. */
    public int count() {
        return timesteps.size();
    }
}

package io.diffusion4j.core.sampling;

import java.util.List;
import java.util.Optional;

/**
 * What to plan a trajectory for.
 *
 * @param steps number of inference steps, 1 or more; ignored where timesteps or sigmas are given
 * @param timesteps custom timesteps, falling
 * @param sigmas custom noise levels, falling, in the form that the scheduler takes
 * @param imageTokens length of the backbone's image sequence, for schedules that depend on the resolution
 */
public record PlanRequest(
        int steps, Optional<List<Double>> timesteps, Optional<List<Double>> sigmas, Optional<Integer> imageTokens) {
    public PlanRequest {
        if (steps < 1) {
            throw new IllegalArgumentException("steps must be 1 or more, got " + steps);
        }
        timesteps = timesteps.map(List::copyOf);
        sigmas = sigmas.map(List::copyOf);
    }

    public static PlanRequest ofSteps(int steps) {
        return new PlanRequest(steps, Optional.empty(), Optional.empty(), Optional.empty());
    }
}

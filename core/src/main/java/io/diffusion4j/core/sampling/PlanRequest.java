package io.diffusion4j.core.sampling;

import java.util.List;
import java.util.Optional;

/**
 * What to plan a trajectory for.
 *
 * @param steps number of inference steps, 1 or more; ignored where timesteps or sigmas are given
 * @param timesteps custom timesteps, falling
 * @param sigmas custom noise levels, falling, in the form that the scheduler takes
 * @param strength share of the trajectory that is run, more than 0 to 1; less than 1 for image-to-image. Only schedulers
 *     that choose other timesteps then, such as LCM, look at it; runs of the others begin at a later step
 * @param imageTokens length of the backbone's image sequence, for schedules that depend on the resolution
 */
public record PlanRequest(
        int steps,
        Optional<List<Double>> timesteps,
        Optional<List<Double>> sigmas,
        double strength,
        Optional<Integer> imageTokens) {
    public PlanRequest {
        if (steps < 1) {
            throw new IllegalArgumentException("steps must be 1 or more, got " + steps);
        }
        if (!(strength > 0 && strength <= 1)) {
            throw new IllegalArgumentException("strength must be more than 0 and at most 1, got " + strength);
        }
        timesteps = timesteps.map(List::copyOf);
        sigmas = sigmas.map(List::copyOf);
    }

    public static PlanRequest ofSteps(int steps) {
        return new PlanRequest(steps, Optional.empty(), Optional.empty(), 1, Optional.empty());
    }

    /** The same run at these timesteps. @param newTimesteps falling */
    public PlanRequest withTimesteps(List<Double> newTimesteps) {
        return new PlanRequest(newTimesteps.size(), Optional.of(newTimesteps), Optional.empty(), strength, imageTokens);
    }

    /** The same run at these noise levels. @param newSigmas falling */
    public PlanRequest withSigmas(List<Double> newSigmas) {
        return new PlanRequest(newSigmas.size(), Optional.empty(), Optional.of(newSigmas), strength, imageTokens);
    }

    /** The same run for an image sequence of that length. */
    public PlanRequest withImageTokens(int tokens) {
        return new PlanRequest(steps, timesteps, sigmas, strength, Optional.of(tokens));
    }

    /** The same run over its last part only. @param newStrength more than 0 to 1 */
    public PlanRequest withStrength(double newStrength) {
        return new PlanRequest(steps, timesteps, sigmas, newStrength, imageTokens);
    }
}

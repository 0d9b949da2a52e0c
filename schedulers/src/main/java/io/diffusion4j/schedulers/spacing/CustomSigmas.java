package io.diffusion4j.schedulers.spacing;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.sampling.PlanRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The noise levels that a request lists, instead of those that a scheduler's settings place.
 *
 * @param starts where each step starts, falling
 * @param end where the last one ends, 0 or more
 */
public record CustomSigmas(double[] starts, double end) {
    /**
     * Those of the request; empty if it lists none.
     *
     * @param schedule that of the settings; the list takes the place of a curve, but not of straight paths, whose levels
     *     mean something else
     * @throws ConfigurationException unless these are levels that a run can go through
     */
    public static Optional<CustomSigmas> of(PlanRequest request, SigmaSchedule schedule) {
        if (request.timesteps().isPresent() && request.sigmas().isPresent()) {
            throw new ConfigurationException("custom timesteps and custom sigmas exclude one another; leave one out");
        }
        return request.sigmas().map(sigmas -> of(sigmas, schedule));
    }

    private static CustomSigmas of(List<Double> sigmas, SigmaSchedule schedule) {
        if (schedule == SigmaSchedule.FLOW) {
            schedule.refuseBeside("custom sigmas");
        }
        double[] levels = Timesteps.custom(sigmas);
        if (levels.length < 2) {
            throw new ConfigurationException("custom sigmas need two values or more: the last is where the run ends");
        }
        double end = levels[levels.length - 1];
        if (!(end >= 0 && Double.isFinite(levels[0]))) {
            throw new ConfigurationException(
                    "custom sigmas must be finite and 0 or more, got " + levels[0] + " to " + end);
        }
        return new CustomSigmas(Arrays.copyOf(levels, levels.length - 1), end);
    }

    /** All of them, in float32. */
    public List<Double> levels() {
        return SigmaTable.closed(starts, end);
    }
}

package io.diffusion4j.schedulers.flow;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.schedulers.noise.Linspace;
import io.diffusion4j.schedulers.spacing.SigmaTable;
import io.diffusion4j.schedulers.spacing.Timesteps;
import java.util.Arrays;
import java.util.List;

/**
 * The noise levels of one run, in float32.
 *
 * @param sigmas one before each step, and 0
 * @param timesteps what the model is told at each step
 */
record FlowLevels(List<Double> sigmas, double[] timesteps) {

    /** @throws ConfigurationException if the settings cannot give what is asked */
    static FlowLevels of(FlowLevelSettings settings, PlanRequest request) {
        double odds = settings.shiftBy().odds(settings, request);
        double[] even = even(settings, request);
        double[] shifted =
                Arrays.stream(even).map(sigma -> FlowShift.shifted(sigma, odds)).toArray();
        double[] stretched = settings.terminal()
                .map(terminal -> stretched(shifted, terminal))
                .orElse(shifted);
        double[] levels = Timesteps.single(settings.sigmas()
                .between(stretched[0], stretched[stretched.length - 1], stretched.length)
                .orElse(stretched));
        int train = settings.trainTimesteps();
        double[] told = request.timesteps()
                .map(Timesteps::custom)
                .orElseGet(
                        () -> Arrays.stream(levels).map(sigma -> sigma * train).toArray());
        return new FlowLevels(SigmaTable.closed(levels, 0), Timesteps.single(told));
    }

    private static double[] even(FlowLevelSettings settings, PlanRequest request) {
        int train = settings.trainTimesteps();
        if (request.timesteps().isPresent() && request.sigmas().isPresent()) {
            throw new ConfigurationException("custom timesteps and custom sigmas exclude one another; leave one out");
        }
        if (request.sigmas().isPresent()) {
            return within(Timesteps.custom(request.sigmas().get()), 1);
        }
        if (request.timesteps().isPresent()) {
            double[] timesteps = within(Timesteps.custom(request.timesteps().get()), train);
            return Arrays.stream(timesteps).map(t -> t / train).toArray();
        }
        double max = (float) settings.shiftBy().ofUntrained(settings, 1);
        // shifted here and once more with all others, as the reference does it
        double min = (float) settings.shiftBy().ofUntrained(settings, 1.0 / train);
        return Linspace.of(max, min, request.steps());
    }

    private static double[] within(double[] levels, double max) {
        if (levels[0] > max || levels[levels.length - 1] <= 0) {
            throw new ConfigurationException("custom levels must be more than 0 and at most %s, got %s to %s; the 0 "
                            .formatted(max, levels[0], levels[levels.length - 1])
                    + "at the end is added by itself");
        }
        return levels;
    }

    private static double[] stretched(double[] levels, double terminal) {
        double last = 1 - levels[levels.length - 1];
        if (last <= 0) {
            throw new ConfigurationException(
                    "terminal needs a last step that starts below noise level 1; ask for 2 steps or more");
        }
        double factor = last / (1 - terminal);
        return Arrays.stream(levels).map(sigma -> 1 - (1 - sigma) / factor).toArray();
    }
}

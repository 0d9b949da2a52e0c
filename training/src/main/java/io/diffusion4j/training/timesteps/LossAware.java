package io.diffusion4j.training.timesteps;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Times with large losses are drawn more often: probabilities follow the root mean square of the last losses. Nichol and
 * Dhariwal 2021, section 3.3.
 */
record LossAware(LossAwareSettings settings) implements TimestepSampler {
    /** The last losses of each bin, [bins, history], in no order. */
    private static final String LOSSES = "losses";

    /** How many losses each bin has ever had, [bins]. */
    private static final String COUNTS = "counts";

    @Override
    public Experience start() {
        return new Experience(
                Map.of(LOSSES, new double[settings.bins() * settings.history()], COUNTS, new double[settings.bins()]));
    }

    @Override
    public Times draw(Experience experience, SplittableRandom random, int count) {
        return bins(experience).draw(random, count);
    }

    @Override
    public boolean learns() {
        return true;
    }

    @Override
    public Experience learn(Experience before, Times times, double[] losses) {
        double[] last = before.values().get(LOSSES).clone();
        double[] counts = before.values().get(COUNTS).clone();
        for (int i = 0; i < losses.length; i++) {
            int bin = Bins.of(times.values()[i], settings.bins());
            last[bin * settings.history() + (int) (counts[bin] % settings.history())] = losses[i];
            counts[bin]++;
        }
        return new Experience(Map.of(LOSSES, last, COUNTS, counts));
    }

    Bins bins(Experience experience) {
        double[] even = new double[settings.bins()];
        Arrays.fill(even, 1);
        boolean warm = Arrays.stream(experience.values().get(COUNTS)).allMatch(count -> count >= settings.history());
        return Bins.proportional(warm ? mixed(experience.values().get(LOSSES)) : even);
    }

    private double[] mixed(double[] losses) {
        double[] sizes = new double[settings.bins()];
        for (int bin = 0; bin < sizes.length; bin++) {
            double squares = Arrays.stream(losses, bin * settings.history(), (bin + 1) * settings.history())
                    .map(loss -> loss * loss)
                    .sum();
            sizes[bin] = Math.sqrt(squares / settings.history());
        }
        double sum = Arrays.stream(sizes).sum();
        double floor = settings.uniform() / sizes.length;
        return Arrays.stream(sizes)
                .map(size -> (sum > 0 ? (1 - settings.uniform()) * size / sum : 0) + floor)
                .toArray();
    }
}

package io.diffusion4j.training.timesteps;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Equal stretches of time with a probability each; within one, every time is as likely as any other. What is drawn more
 * often counts less, so that the expected loss is that of uniform times.
 */
record Bins(double[] probabilities) {
    /** @param weights that the probabilities are proportional to, more than 0 */
    static Bins proportional(double[] weights) {
        double sum = Arrays.stream(weights).sum();
        return new Bins(Arrays.stream(weights).map(weight -> weight / sum).toArray());
    }

    /** The number of the bin in which a time lies. */
    static int of(double time, int bins) {
        return (int) (time * bins);
    }

    Times draw(SplittableRandom random, int count) {
        double[] times = new double[count];
        double[] weights = new double[count];
        for (int i = 0; i < count; i++) {
            int bin = at(random.nextDouble());
            times[i] = (bin + random.nextDouble()) / probabilities.length;
            weights[i] = 1 / (probabilities.length * probabilities[bin]);
        }
        return new Times(times, weights);
    }

    private int at(double share) {
        double reached = 0;
        for (int bin = 0; bin < probabilities.length - 1; bin++) {
            reached += probabilities[bin];
            if (share < reached) {
                return bin;
            }
        }
        return probabilities.length - 1;
    }
}

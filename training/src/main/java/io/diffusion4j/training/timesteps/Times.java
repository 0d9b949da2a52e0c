package io.diffusion4j.training.timesteps;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The times of a batch.
 *
 * @param values one for each row, from 0 (inclusive) to 1: the share of the way from a clean sample to noise
 * @param weights what each row counts, so that the expected loss is that of the density that is meant
 */
public record Times(double[] values, double[] weights) {
    /** Times that all count alike. */
    static Times even(double[] values) {
        double[] weights = new double[values.length];
        Arrays.fill(weights, 1);
        return new Times(values, weights);
    }

    /** So that the place in the batch tells nothing of the time. */
    static void shuffle(double[] values, SplittableRandom random) {
        for (int i = values.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            double moved = values[i];
            values[i] = values[other];
            values[other] = moved;
        }
    }
}

package io.diffusion4j.training.timesteps;

import java.util.SplittableRandom;

/**
 * Each time alone is uniform, but those of a batch lie evenly, one offset apart from a common start: the loss of a batch
 * varies less. Kingma et al. 2021.
 */
record Stratified() implements TimestepSampler {
    @Override
    public Times draw(Experience experience, SplittableRandom random, int count) {
        double start = random.nextDouble();
        double[] times = new double[count];
        for (int i = 0; i < count; i++) {
            times[i] = (start + (double) i / count) % 1;
        }
        Times.shuffle(times, random);
        return Times.even(times);
    }
}

package io.diffusion4j.training.timesteps;

import java.util.SplittableRandom;

/** Every time is as likely as any other. */
record Uniform() implements TimestepSampler {
    @Override
    public Times draw(Experience experience, SplittableRandom random, int count) {
        return Times.even(random.doubles(count).toArray());
    }
}

package io.diffusion4j.training.timesteps;

import java.util.SplittableRandom;

/** Times with given probabilities: the variance of the loss is least where they follow its root mean square. */
record Importance(Bins bins) implements TimestepSampler {
    @Override
    public Times draw(Experience experience, SplittableRandom random, int count) {
        return bins.draw(random, count);
    }
}

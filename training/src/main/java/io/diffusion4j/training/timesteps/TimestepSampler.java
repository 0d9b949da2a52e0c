package io.diffusion4j.training.timesteps;

import java.util.SplittableRandom;

/** Chooses the noise levels that a batch is trained at. Immutable; what it learns is an {@link Experience}. */
public interface TimestepSampler {
    /** @param random all chance that it takes @param count of rows */
    Times draw(Experience experience, SplittableRandom random, int count);

    /** Before anything is learned. */
    default Experience start() {
        return Experience.none();
    }

    /** Whether it wants to be told losses, which costs a copy from the device in every step. */
    default boolean learns() {
        return false;
    }

    /**
     * What is known after a batch.
     *
     * @param times that {@link #draw} gave
     * @param losses of the rows, weighted for the noise level, but not for how the times were drawn
     */
    default Experience learn(Experience before, Times times, double[] losses) {
        return before;
    }
}

package io.diffusion4j.training.timesteps;

import java.util.SplittableRandom;

/**
 * Times in the middle are the likeliest: their logit is normally distributed. They are not weighted for it, so the
 * density is a part of what is learned. Esser et al. 2024, section 3.1; the shift is section 5.3's.
 */
record LogitNormal(LogitNormalSettings settings) implements TimestepSampler {
    /** The largest number below 1, which logits beyond the precision would round to. */
    private static final double END = Math.nextDown(1.0);

    @Override
    public Times draw(Experience experience, SplittableRandom random, int count) {
        double[] times = new double[count];
        for (int i = 0; i < count; i++) {
            times[i] = time(settings.location() + settings.scale() * random.nextGaussian());
        }
        return Times.even(times);
    }

    /** A shift multiplies the odds of noise, so its logarithm adds to the logit. */
    private double time(double logit) {
        return Math.min(END, 1 / (1 + Math.exp(-logit - Math.log(settings.shift()))));
    }
}

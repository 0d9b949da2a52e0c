package io.diffusion4j.training.optimization;

/**
 * Rises linearly, then falls along half a cosine. Loshchilov and Hutter 2017.
 *
 * @param highest what it rises to
 * @param warmup steps until then
 * @param finalShare what is left at the last step, as a share
 * @param steps of the whole run
 */
public record LearningRate(double highest, long warmup, double finalShare, long steps) {
    /** @param step from 0 */
    public double at(long step) {
        if (step < warmup) {
            return highest * (step + 1) / warmup;
        }
        double progress = Math.min(1, (step - warmup) / (double) Math.max(1, steps - 1 - warmup));
        double share = (1 + Math.cos(Math.PI * progress)) / 2;
        return highest * (finalShare + (1 - finalShare) * share);
    }
}

package io.diffusion4j.schedulers.dpm;

/**
 * The way of one step: signal and noise amplitudes at its two ends.
 *
 * @param sigmaTo 0 for a step to the clean sample; then {@link #h} is infinite
 */
public record Interval(double alphaFrom, double sigmaFrom, double alphaTo, double sigmaTo) {
    /** Length in λ = log(alpha / sigma). */
    double h() {
        return Math.log(alphaTo / sigmaTo) - Math.log(alphaFrom / sigmaFrom);
    }
}

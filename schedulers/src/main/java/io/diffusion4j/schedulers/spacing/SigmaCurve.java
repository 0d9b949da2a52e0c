package io.diffusion4j.schedulers.spacing;

/** A way to place noise levels between the largest and the smallest. */
interface SigmaCurve {
    /** @return {@code count} levels that fall from {@code max} to {@code min} */
    double[] between(double max, double min, int count);
}

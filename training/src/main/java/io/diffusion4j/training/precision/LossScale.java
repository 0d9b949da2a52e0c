package io.diffusion4j.training.precision;

/**
 * What the loss is multiplied with so that gradients do not vanish in float16: halved when they overflow, doubled after a
 * while without. Micikevicius et al. 2018, section 3.2. Immutable.
 *
 * @param factor a power of two
 * @param good steps since it last changed
 */
public record LossScale(double factor, int good) {
    private static final double FIRST = 65536;
    private static final int PATIENCE = 2000;

    public static LossScale first(Precision precision) {
        return new LossScale(precision == Precision.FLOAT16 ? FIRST : 1, 0);
    }

    /** After a step whose gradients could be used, or could not. */
    public LossScale after(boolean finite, Precision precision) {
        if (precision != Precision.FLOAT16) {
            return this;
        }
        if (!finite) {
            return new LossScale(Math.max(1, factor / 2), 0);
        }
        return good + 1 == PATIENCE ? new LossScale(factor * 2, 0) : new LossScale(factor, good + 1);
    }
}

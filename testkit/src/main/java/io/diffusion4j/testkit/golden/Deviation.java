package io.diffusion4j.testkit.golden;

import java.util.Arrays;

/**
 * How far one tensor is from the reference.
 *
 * @param tensor its name in the golden file
 * @param shape its shape
 * @param index where the largest error is, counted in row-major order
 * @param expected the reference's value there
 * @param got the value there
 * @param maxAbs the largest absolute error; NaN if a value is not a number where the reference has one
 * @param maxRel that, over the largest absolute value expected
 * @param tolerance what the absolute error may be
 */
public record Deviation(
        String tensor,
        long[] shape,
        int index,
        double expected,
        double got,
        double maxAbs,
        double maxRel,
        double tolerance) {

    public boolean isWithin() {
        return maxAbs <= tolerance;
    }

    /** The error in units of the tolerance; infinite where it is not a number. */
    public double ratio() {
        if (isWithin()) {
            return tolerance == 0 ? 0 : maxAbs / tolerance;
        }
        return Double.isNaN(maxAbs) || tolerance == 0 ? Double.POSITIVE_INFINITY : maxAbs / tolerance;
    }

    /** The tensor, the place of the largest error and both values. */
    public String describe() {
        return "%s%s: expected %s, got %s".formatted(tensor, Arrays.toString(position()), expected, got);
    }

    private long[] position() {
        long[] position = new long[shape.length];
        long rest = index;
        for (int d = shape.length - 1; d >= 0; d--) {
            position[d] = rest % shape[d];
            rest /= shape[d];
        }
        return position;
    }
}

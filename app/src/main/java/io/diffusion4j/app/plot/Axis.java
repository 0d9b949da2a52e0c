package io.diffusion4j.app.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * A range of values, and where its ticks lie.
 *
 * @param title what the values are
 * @param min the least that is shown; more than 0 where logarithmic
 * @param max more than {@code min}
 */
public record Axis(String title, double min, double max, boolean logarithmic) {
    private static final int MOST_TICKS = 8;

    public Axis {
        if (!(min < max) || (logarithmic && min <= 0)) {
            throw new IllegalArgumentException("no axis from " + min + " to " + max);
        }
    }

    /** From one value to another, exactly. */
    public static Axis linear(String title, double min, double max) {
        return new Axis(title, min, max, false);
    }

    /** Around all finite values, from tick to tick. */
    public static Axis around(String title, DoubleStream values) {
        double[] finite = values.filter(Double::isFinite).toArray();
        double min = DoubleStream.of(finite).min().orElse(0);
        double max = Math.max(DoubleStream.of(finite).max().orElse(1), min + 1e-9);
        double stride = stride(max - min);
        return new Axis(title, Math.floor(min / stride) * stride, Math.ceil(max / stride) * stride, false);
    }

    /** Around all positive values, from decade to decade. */
    public static Axis decades(String title, DoubleStream values) {
        double[] shown =
                values.filter(value -> value > 0 && Double.isFinite(value)).toArray();
        double low = Math.floor(Math.log10(DoubleStream.of(shown).min().orElse(1)));
        double high = Math.ceil(Math.log10(DoubleStream.of(shown).max().orElse(10)));
        return new Axis(title, Math.pow(10, low), Math.pow(10, Math.max(high, low + 1)), true);
    }

    /** Where a value lies, 0 to 1 from one end to the other; outside for values that are. */
    double share(double value) {
        return logarithmic ? Math.log(value / min) / Math.log(max / min) : (value - min) / (max - min);
    }

    List<Double> ticks() {
        return logarithmic ? powers() : multiples();
    }

    private List<Double> powers() {
        List<Double> ticks = new ArrayList<>();
        for (double power = Math.ceil(Math.log10(min) - 1e-9); Math.pow(10, power) <= max * (1 + 1e-9); power++) {
            ticks.add(Math.pow(10, power));
        }
        return ticks;
    }

    private List<Double> multiples() {
        double stride = stride(max - min);
        List<Double> ticks = new ArrayList<>();
        for (double i = Math.ceil(min / stride - 1e-9); i * stride <= max + stride * 1e-9; i++) {
            ticks.add(i * stride);
        }
        return ticks;
    }

    /** The least of 1, 2 and 5 times a power of ten that gives few enough ticks. */
    private static double stride(double range) {
        double power = Math.pow(10, Math.floor(Math.log10(range / MOST_TICKS)));
        return DoubleStream.of(1, 2, 5, 10)
                .map(step -> step * power)
                .filter(stride -> range / stride <= MOST_TICKS)
                .findFirst()
                .orElse(10 * power);
    }

    /** A tick in as few characters as tell it from its neighbours. */
    static String label(double value) {
        double rounded = Math.abs(value) < 1e-12 ? 0 : value;
        if (rounded == Math.rint(rounded)) {
            return String.format(Locale.ROOT, "%.0f", rounded);
        }
        return String.format(Locale.ROOT, "%.6f", rounded).replaceAll("0+$", "");
    }
}

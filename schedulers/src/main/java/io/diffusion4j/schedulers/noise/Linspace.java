package io.diffusion4j.schedulers.noise;

/** Evenly spaced numbers, rounded as the libraries round that published tables were made with. */
public final class Linspace {
    private Linspace() {}

    /** In float32, each product and sum rounded once, from both ends to the middle, so that the last value is exactly {@code end}. */
    static float[] single(double start, double end, int count) {
        float first = (float) start;
        float last = (float) end;
        float step = (last - first) / (count - 1);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = i < count / 2 ? Math.fma(step, i, first) : Math.fma(-step, count - 1 - i, last);
        }
        if (count == 1) {
            values[0] = first;
        }
        return values;
    }

    /** In float64; one value is {@code start}. */
    public static double[] of(double start, double end, int count) {
        double[] values = new double[count];
        double step = (end - start) / (count - 1);
        for (int i = 0; i < count; i++) {
            values[i] = i == 0 ? start : i * step + start;
        }
        if (count > 1) {
            values[count - 1] = end;
        }
        return values;
    }
}

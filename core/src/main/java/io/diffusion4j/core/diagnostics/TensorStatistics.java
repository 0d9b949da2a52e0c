package io.diffusion4j.core.diagnostics;

import io.diffusion4j.core.tensor.HostData;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * What a tensor's values are like. The first four are of the finite values, so that they still tell something where
 * others are not; NaN if there are none.
 *
 * @param min the smallest
 * @param max the largest
 * @param mean the mean
 * @param std the standard deviation, with the number of values as divisor
 * @param nans how many values are not numbers
 * @param infinities how many values are infinite
 */
public record TensorStatistics(double min, double max, double mean, double std, long nans, long infinities) {
    /** Copies the tensor to the host. */
    public static TensorStatistics of(Tensor tensor) {
        return of(HostData.floats(tensor));
    }

    static TensorStatistics of(float[] values) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        double sum = 0;
        long nans = 0;
        long infinities = 0;
        for (float value : values) {
            if (Float.isFinite(value)) {
                min = Math.min(min, value);
                max = Math.max(max, value);
                sum += value;
            } else if (Float.isNaN(value)) {
                nans++;
            } else {
                infinities++;
            }
        }
        long finite = values.length - nans - infinities;
        if (finite == 0) {
            return new TensorStatistics(Double.NaN, Double.NaN, Double.NaN, Double.NaN, nans, infinities);
        }
        double mean = sum / finite;
        return new TensorStatistics(min, max, mean, deviation(values, mean, finite), nans, infinities);
    }

    private static double deviation(float[] values, double mean, long finite) {
        double squares = 0;
        for (float value : values) {
            squares += Float.isFinite(value) ? (value - mean) * (value - mean) : 0;
        }
        return Math.sqrt(squares / finite);
    }

    public boolean isFinite() {
        return nans == 0 && infinities == 0;
    }

    /** For JSON; what is not a number is left out, JSON has none. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        if (!Double.isNaN(mean)) {
            map.putAll(Map.of("min", min, "max", max, "mean", mean, "std", std));
        }
        map.put("nans", nans);
        map.put("infinities", infinities);
        return map;
    }
}

package io.diffusion4j.schedulers.spacing;

import io.diffusion4j.core.error.ConfigurationException;
import java.util.Arrays;
import java.util.List;

/** Arithmetic on lists of timesteps. */
public final class Timesteps {
    private Timesteps() {}

    public static double[] reversed(double[] values) {
        double[] result = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = values[values.length - 1 - i];
        }
        return result;
    }

    /** To whole numbers, halves to even. */
    public static double[] rounded(double[] values) {
        return Arrays.stream(values).map(Math::rint).toArray();
    }

    /** To whole numbers, towards zero. */
    public static double[] truncated(double[] values) {
        return Arrays.stream(values).map(x -> (long) x).toArray();
    }

    /** To float32. */
    public static double[] single(double[] values) {
        return Arrays.stream(values).map(x -> (float) x).toArray();
    }

    /** Those of a request. @throws ConfigurationException unless they fall */
    public static double[] custom(List<Double> timesteps) {
        double[] values = timesteps.stream().mapToDouble(Double::doubleValue).toArray();
        for (int i = 1; i < values.length; i++) {
            if (!(values[i] < values[i - 1])) {
                throw new ConfigurationException(
                        "custom timesteps and sigmas must fall, but " + values[i] + " follows " + values[i - 1]);
            }
        }
        if (values.length == 0) {
            throw new ConfigurationException("custom timesteps and sigmas must not be empty");
        }
        return values;
    }

    /** As indices into a noise schedule. @throws ConfigurationException if one is not a training timestep */
    public static int[] indices(double[] timesteps, int train) {
        for (double t : timesteps) {
            if (!(t >= 0 && t < train && t == Math.rint(t))) {
                throw new ConfigurationException(("timestep %s is not among the %d training timesteps (0 to %d); "
                                + "ask for fewer steps, or lower steps-offset")
                        .formatted(t, train, train - 1));
            }
        }
        return Arrays.stream(timesteps).mapToInt(t -> (int) t).toArray();
    }
}

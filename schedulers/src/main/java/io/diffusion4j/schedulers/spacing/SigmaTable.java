package io.diffusion4j.schedulers.spacing;

import io.diffusion4j.schedulers.noise.NoiseSchedule;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/** The noise level σ as a function of the (fractional) training timestep, and back. Immutable. */
public final class SigmaTable {
    private final double[] sigmas;
    private final double[] logs;

    /** @param schedule with finite noise levels, see {@link NoiseSchedule#withFiniteSigmas} */
    public SigmaTable(NoiseSchedule schedule) {
        sigmas = new double[schedule.trainTimesteps()];
        logs = new double[sigmas.length];
        for (int t = 0; t < sigmas.length; t++) {
            sigmas[t] = schedule.sigma(t);
            logs[t] = (float) Math.log(sigmas[t]);
        }
    }

    public double min() {
        return sigmas[0];
    }

    public double max() {
        return sigmas[sigmas.length - 1];
    }

    /** σ there, linear between timesteps and constant outside. */
    public double at(double timestep) {
        if (timestep <= 0) {
            return min();
        }
        if (timestep >= sigmas.length - 1) {
            return max();
        }
        int low = (int) timestep;
        return (sigmas[low + 1] - sigmas[low]) * (timestep - low) + sigmas[low];
    }

    /** The timestep where the noise level is that, by interpolating log σ; the nearest end outside. */
    public double timestepOf(double sigma) {
        double log = Math.log(Math.max(sigma, 1e-10));
        int found = Arrays.binarySearch(logs, log);
        int below = found >= 0 ? found : -found - 2;
        int low = Math.max(0, Math.min(below, logs.length - 2));
        double weight = (logs[low] - log) / (logs[low] - logs[low + 1]);
        double inside = Math.max(0, Math.min(1, weight));
        return (1 - inside) * low + inside * (low + 1);
    }

    /** The inverse of {@link #timestepOf}: log σ is linear between timesteps, and constant outside. */
    public double sigmaOf(double timestep) {
        double inside = Math.max(0, Math.min(timestep, logs.length - 1));
        int low = Math.min((int) inside, logs.length - 2);
        return Math.exp(logs[low] + (inside - low) * (logs[low + 1] - logs[low]));
    }

    /** These levels and {@code last}, in float32. */
    public static List<Double> closed(double[] levels, double last) {
        return DoubleStream.concat(Arrays.stream(levels), DoubleStream.of(last))
                .mapToObj(sigma -> (double) (float) sigma)
                .toList();
    }
}

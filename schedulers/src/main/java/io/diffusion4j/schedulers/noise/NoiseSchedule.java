package io.diffusion4j.schedulers.noise;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How much signal is left at each training timestep: a noisy sample is {@code √ᾱ · clean + √(1 − ᾱ) · noise}. Tables of
 * betas are rounded to float32 as published models' tables are; {@link #level} gives every other measure. Immutable.
 */
public final class NoiseSchedule {
    /** The least signal that schedulers in noise levels leave; the smallest positive half-precision number. */
    private static final float SMALLEST_SIGNAL = 0x1p-24f;

    private final double[] alphaBars;
    private final double[] sigmas;
    private final double[] betas;

    private NoiseSchedule(double[] alphaBars, double[] sigmas, double[] betas) {
        this.alphaBars = alphaBars;
        this.sigmas = sigmas;
        this.betas = betas;
    }

    /** @throws io.diffusion4j.core.error.CheckpointException if a learned schedule's file is not what it should be */
    public static NoiseSchedule of(NoiseScheduleSettings settings) {
        return settings.schedule().table(settings);
    }

    static NoiseSchedule ofBetas(float[] betas) {
        double[] exact =
                IntStream.range(0, betas.length).mapToDouble(t -> betas[t]).toArray();
        return ofAlphaBars(cumulativeProduct(oneMinus(betas)), exact);
    }

    /** In float32, noise levels too. */
    private static NoiseSchedule ofAlphaBars(float[] table, double[] betas) {
        double[] alphaBars = new double[table.length];
        double[] sigmas = new double[table.length];
        for (int t = 0; t < table.length; t++) {
            alphaBars[t] = table[t];
            sigmas[t] = (float) Math.sqrt((1 - table[t]) / table[t]);
        }
        return new NoiseSchedule(alphaBars, sigmas, betas);
    }

    /** In float64. */
    static NoiseSchedule ofLevels(List<NoiseLevel> levels) {
        double[] alphaBars = levels.stream().mapToDouble(NoiseLevel::alphaBar).toArray();
        return new NoiseSchedule(
                alphaBars,
                levels.stream().mapToDouble(NoiseLevel::sigma).toArray(),
                IntStream.range(0, alphaBars.length)
                        .mapToDouble(t -> 1 - alphaBars[t] / (t == 0 ? 1 : alphaBars[t - 1]))
                        .toArray());
    }

    /** The same, with a trace of signal at the last timestep if there was none, so that every noise level is finite. */
    public NoiseSchedule withFiniteSigmas() {
        int last = alphaBars.length - 1;
        if (alphaBars[last] > 0) {
            return this;
        }
        float[] finite = new float[alphaBars.length];
        for (int t = 0; t < last; t++) {
            finite[t] = (float) alphaBars[t];
        }
        finite[last] = SMALLEST_SIGNAL;
        return ofAlphaBars(finite, betas);
    }

    public int trainTimesteps() {
        return alphaBars.length;
    }

    /** ᾱ: the power of the signal that is left, 1 to 0. */
    public double alphaBar(int timestep) {
        return alphaBars[timestep];
    }

    /** The variance that a timestep adds, with more digits than the ratio of neighbouring {@link #alphaBar} has. */
    public double beta(int timestep) {
        return betas[timestep];
    }

    /** σ = √((1 − ᾱ) / ᾱ): the noise level of the sample divided by √ᾱ. */
    public double sigma(int timestep) {
        return sigmas[timestep];
    }

    /** The same in all measures, among them the logarithm of the signal-to-noise ratio. */
    public NoiseLevel level(int timestep) {
        return NoiseLevel.ofSigma(sigmas[timestep]);
    }

    static float[] oneMinus(float[] values) {
        float[] result = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = 1 - values[i];
        }
        return result;
    }

    static float[] cumulativeProduct(float[] factors) {
        float[] products = new float[factors.length];
        double product = 1;
        for (int i = 0; i < factors.length; i++) {
            product *= factors[i];
            products[i] = (float) product;
        }
        return products;
    }
}

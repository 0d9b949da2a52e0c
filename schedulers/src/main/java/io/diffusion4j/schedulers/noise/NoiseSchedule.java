package io.diffusion4j.schedulers.noise;

/**
 * How much signal is left at each training timestep: a noisy sample is {@code √ᾱ · clean + √(1 − ᾱ) · noise}. The table
 * is rounded to float32 as published models' tables are. Immutable.
 */
public final class NoiseSchedule {
    /** The least signal that schedulers in noise levels leave; the smallest positive half-precision number. */
    private static final float SMALLEST_SIGNAL = 0x1p-24f;

    private final float[] betas;
    private final float[] alphaBars;

    private NoiseSchedule(float[] betas, float[] alphaBars) {
        this.betas = betas;
        this.alphaBars = alphaBars;
    }

    public static NoiseSchedule of(NoiseScheduleSettings settings) {
        float[] betas = settings.schedule().betas(settings);
        float[] used = settings.zeroTerminalSnr() ? ZeroTerminalSnr.rescale(betas) : betas;
        return new NoiseSchedule(used, cumulativeProduct(oneMinus(used)));
    }

    /** The same, with a trace of signal at the last timestep if there was none, so that every noise level is finite. */
    public NoiseSchedule withFiniteSigmas() {
        float[] finite = alphaBars.clone();
        int last = finite.length - 1;
        finite[last] = Math.max(finite[last], SMALLEST_SIGNAL);
        return new NoiseSchedule(betas, finite);
    }

    public int trainTimesteps() {
        return alphaBars.length;
    }

    /** ᾱ: the power of the signal that is left, 1 to 0. */
    public double alphaBar(int timestep) {
        return alphaBars[timestep];
    }

    /** β: the variance that the forward process adds at a training timestep. */
    public double beta(int timestep) {
        return betas[timestep];
    }

    /** σ = √((1 − ᾱ) / ᾱ): the noise level of the sample divided by √ᾱ. */
    public double sigma(int timestep) {
        float alphaBar = alphaBars[timestep];
        return (float) Math.sqrt((1 - alphaBar) / alphaBar);
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

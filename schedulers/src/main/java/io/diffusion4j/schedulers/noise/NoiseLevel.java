package io.diffusion4j.schedulers.noise;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How noisy a sample {@code √ᾱ · clean + √(1 − ᾱ) · noise} is, in every measure that the field uses: ᾱ is the power of
 * the signal, {@code σ = √((1 − ᾱ) / ᾱ)} the noise level of the sample divided by √ᾱ, {@code ᾱ / (1 − ᾱ)} the
 * signal-to-noise ratio, and β the variance that one step of the forward process adds,
 * {@code ᾱ_t = ᾱ_{t−1} · (1 − β_t)} with {@code ᾱ_{−1} = 1}.
 *
 * <p>It holds the logarithm of the ratio, from which all the others follow with full precision at both ends, where
 * {@code 1 − ᾱ} would cancel.
 *
 * @param logSnr natural logarithm of the signal-to-noise power ratio; infinite for a clean sample, minus infinite for
 *     noise alone
 */
public record NoiseLevel(double logSnr) {
    /** A sample without noise. */
    public static final NoiseLevel CLEAN = new NoiseLevel(Double.POSITIVE_INFINITY);

    public NoiseLevel {
        if (Double.isNaN(logSnr)) {
            throw new IllegalArgumentException("the logarithm of the signal-to-noise ratio is not a number");
        }
    }

    /** @param alphaBar power of the signal, 0 to 1 */
    public static NoiseLevel ofAlphaBar(double alphaBar) {
        check("the power of the signal", alphaBar, 1);
        return new NoiseLevel(Math.log(alphaBar) - Math.log1p(-alphaBar));
    }

    /** @param sigma 0 or more */
    public static NoiseLevel ofSigma(double sigma) {
        check("sigma", sigma, Double.POSITIVE_INFINITY);
        return new NoiseLevel(-2 * Math.log(sigma));
    }

    /** @param snr signal-to-noise power ratio, 0 or more */
    public static NoiseLevel ofSnr(double snr) {
        check("the signal-to-noise ratio", snr, Double.POSITIVE_INFINITY);
        return new NoiseLevel(Math.log(snr));
    }

    /** The levels after each step of a forward process. @param betas variance that each step adds, 0 to 1 */
    public static List<NoiseLevel> ofBetas(double... betas) {
        NoiseLevel[] levels = new NoiseLevel[betas.length];
        double logAlphaBar = 0;
        for (int t = 0; t < betas.length; t++) {
            check("beta", betas[t], 1);
            logAlphaBar += Math.log1p(-betas[t]);
            levels[t] = new NoiseLevel(logAlphaBar - Math.log(-Math.expm1(logAlphaBar)));
        }
        return List.of(levels);
    }

    /** The variance that each step of a forward process through these levels adds. @param levels falling in signal */
    public static double[] betas(List<NoiseLevel> levels) {
        return IntStream.range(0, levels.size())
                .mapToDouble(t -> levels.get(t).betaAfter(t == 0 ? CLEAN : levels.get(t - 1)))
                .toArray();
    }

    /** β of the step that leads here. @param before at least as clean as this, and not noise alone */
    public double betaAfter(NoiseLevel before) {
        if (before.logSnr < logSnr || before.logSnr == Double.NEGATIVE_INFINITY) {
            throw new IllegalArgumentException(
                    "a step cannot lead from log-SNR " + before.logSnr + " to " + logSnr + ": it only adds noise");
        }
        return -Math.expm1(logAlphaBar() - before.logAlphaBar());
    }

    /** Power of the signal, 0 to 1. */
    public double alphaBar() {
        return 1 / (1 + Math.exp(-logSnr));
    }

    /** Power of the noise, {@code 1 − ᾱ}, 0 to 1. */
    public double noisePower() {
        return 1 / (1 + Math.exp(logSnr));
    }

    /** Noise level of the sample divided by √ᾱ, 0 or more. */
    public double sigma() {
        return Math.exp(-logSnr / 2);
    }

    /** Signal-to-noise power ratio, 0 or more. */
    public double snr() {
        return Math.exp(logSnr);
    }

    private double logAlphaBar() {
        return logSnr > 0 ? -Math.log1p(Math.exp(-logSnr)) : logSnr - Math.log1p(Math.exp(logSnr));
    }

    private static void check(String name, double value, double max) {
        if (!(value >= 0 && value <= max)) {
            throw new IllegalArgumentException(
                    name + " must be " + (max == 1 ? "0 to 1" : "0 or more") + ", got " + value);
        }
    }
}

package io.diffusion4j.schedulers.spacing;

/**
 * Quantiles of the Beta(a, a) distribution, by bisection on its distribution function. The integral comes from its
 * continued fraction; symmetry gives the normalisation, for half of the mass lies below one half.
 */
record SymmetricBeta(double a) {
    private static final double TINY = 1e-300;

    double quantile(double probability) {
        if (probability > 0.5) {
            return 1 - lowerQuantile(1 - probability);
        }
        return lowerQuantile(probability);
    }

    private double lowerQuantile(double probability) {
        double target = 2 * probability * integral(0.5);
        double low = 0;
        double high = 0.5;
        for (int i = 0; i < 80; i++) {
            double middle = (low + high) / 2;
            if (integral(middle) < target) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** ∫ tᵃ⁻¹ (1 − t)ᵃ⁻¹ dt from 0 to x, for x up to one half: modified Lentz evaluation. */
    private double integral(double x) {
        double c = 1;
        double d = 1 / nonZero(1 - 2 * a * x / (a + 1));
        double fraction = d;
        for (int m = 1; m < 200; m++) {
            double even = m * (a - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / nonZero(1 + even * d);
            c = nonZero(1 + even / c);
            fraction *= d * c;
            double odd = -(a + m) * (2 * a + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / nonZero(1 + odd * d);
            c = nonZero(1 + odd / c);
            fraction *= d * c;
            if (Math.abs(d * c - 1) < 1e-16) {
                break;
            }
        }
        return Math.pow(x, a) * Math.pow(1 - x, a) / a * fraction;
    }

    private static double nonZero(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }
}

package io.diffusion4j.schedulers.euler;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.Range;

/** Noise that is added before a step and removed by it; Karras et al. 2022, algorithm 2. */
@Doc("Noise that is added before each step and removed by it.")
public record Churn(
        @Doc("Amount over the whole run; 0 is deterministic.") @Range(min = 0)
        double amount,

        @Doc("Least noise level at which it acts.") @Range(min = 0)
        double minSigma,

        @Doc("Largest noise level at which it acts.") @Range(min = 0)
        double maxSigma,

        @Doc("Standard deviation of the added noise.") @Range(min = 0)
        double noise) {

    public Churn {
        Constraints.check(Churn.class, amount, minSigma, maxSigma, noise);
    }

    /** None. */
    public static Churn defaults() {
        return new Churn(0, 0, Double.POSITIVE_INFINITY, 1);
    }

    /** By what share the noise level is raised before a step at {@code sigma}, in a run of that many steps. */
    public double gamma(double sigma, int steps) {
        boolean acts = sigma >= minSigma && sigma <= maxSigma;
        return acts ? Math.min(amount / steps, Math.sqrt(2) - 1) : 0;
    }
}

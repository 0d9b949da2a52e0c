package io.diffusion4j.schedulers.dpm;

/**
 * Chooses lengths of steps by their errors, relative to the tolerated one: a proportional-integral-derivative controller
 * on the logarithms; Söderlind 2003, "Digital filters in adaptive time-stepping".
 *
 * @param order of the error, by which its change becomes one of the length
 */
record PidController(double proportional, double integral, double derivative, double order, double acceptSafety) {
    /** Keeps the inverse of a vanishing error finite. */
    private static final double TINY = 1e-8;

    static PidController of(AdaptiveSettings s) {
        // with fresh noise, no order of the deterministic solution is left
        double order = s.eta() > 0 ? 1.5 : s.order();
        return new PidController(s.pcoeff(), s.icoeff(), s.dcoeff(), order, s.acceptSafety());
    }

    static double inverse(double error) {
        return 1 / (error + TINY);
    }

    /**
     * The factor from the step's length to the next one that is tried; between 1 − π/4 and 1 + π/2.
     *
     * @param now inverse error of the step
     * @param last that of the accepted step before
     * @param beforeLast that of the accepted step before it
     */
    double factor(double now, double last, double beforeLast) {
        double wanted = Math.pow(now, (proportional + integral + derivative) / order)
                * Math.pow(last, -(proportional + 2 * derivative) / order)
                * Math.pow(beforeLast, derivative / order);
        return 1 + Math.atan(wanted - 1);
    }

    boolean accepts(double factor) {
        return factor >= acceptSafety;
    }
}

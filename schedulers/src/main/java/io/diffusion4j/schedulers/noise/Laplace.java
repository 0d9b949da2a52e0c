package io.diffusion4j.schedulers.noise;

/** The signal's power over time where the log signal-to-noise ratio has a Laplace distribution; Hang et al. 2024. */
final class Laplace {
    /** Scale of the distribution. */
    private static final double SCALE = 0.5;

    /** Keeps the ratio finite at both ends. */
    private static final double END = 1e-6;

    private Laplace() {}

    /** @param time 0 to 1 @return the signal's amplitude as such schedules have it, which models were trained with as power */
    static double signalPower(double time) {
        double fromMiddle = 0.5 - time;
        double logSnr = -SCALE * Math.signum(fromMiddle) * Math.log(1 - 2 * Math.abs(fromMiddle) + END);
        return Math.sqrt(new NoiseLevel(logSnr).alphaBar());
    }
}

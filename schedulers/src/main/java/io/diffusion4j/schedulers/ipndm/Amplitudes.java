package io.diffusion4j.schedulers.ipndm;

/**
 * Those of signal and noise in a sample of unit variance, a point on the quarter circle.
 *
 * @param alpha of the signal
 * @param sigma of the noise
 */
record Amplitudes(double alpha, double sigma) {
    /** @param time 1 for pure noise to 0 for none */
    static Amplitudes at(double time) {
        double sine = Math.sin(time * Math.PI / 2);
        float sigma = (float) (sine * sine);
        return new Amplitudes((float) Math.sqrt(1 - sigma * sigma), sigma);
    }

    /** The angle on the quarter circle, 1 for pure noise to 0 for none: what models are conditioned on. */
    double timestep() {
        return (float) (Math.atan2(sigma, alpha) / Math.PI * 2);
    }
}

package io.diffusion4j.schedulers.solver;

/**
 * What the noise in the next sample is made of.
 *
 * @param kept amplitude of the noise that is there already
 * @param fresh amplitude of the noise that is drawn anew
 */
public record NoiseShares(double kept, double fresh) {
    /**
     * Those of DDIM, Song et al. 2021, equation 16.
     *
     * @param eta 0 for none anew, 1 for as much as DDPM
     * @param now power of the signal before the step
     * @param next power of the signal after it
     */
    public static NoiseShares ofDdim(double eta, double now, double next) {
        double fresh = eta * Math.sqrt((1 - next) / (1 - now) * (1 - now / next));
        return new NoiseShares(Math.sqrt(Math.max(0, 1 - next - fresh * fresh)), fresh);
    }
}

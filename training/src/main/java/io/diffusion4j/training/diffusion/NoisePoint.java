package io.diffusion4j.training.diffusion;

/**
 * A point of the forward process, where samples are {@code alpha · clean + sigma · noise}.
 *
 * @param timestep what the model is told there
 * @param alpha amplitude of the signal, 0 to 1
 * @param sigma amplitude of the noise, 0 to 1
 */
public record NoisePoint(double timestep, double alpha, double sigma) {
    /** Signal-to-noise power ratio: infinite without noise, 0 without signal. */
    public double snr() {
        double amplitudes = alpha / sigma;
        return amplitudes * amplitudes;
    }
}

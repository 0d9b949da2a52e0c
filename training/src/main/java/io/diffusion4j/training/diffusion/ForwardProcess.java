package io.diffusion4j.training.diffusion;

/** How a clean sample becomes noise. Immutable. */
public interface ForwardProcess {
    /** @param time 0 (inclusive) to 1, from clean to noise */
    NoisePoint at(double time);

    /** Whether all signal is lost at the end, so that the noise alone is seen there. */
    boolean endsWithoutSignal();
}

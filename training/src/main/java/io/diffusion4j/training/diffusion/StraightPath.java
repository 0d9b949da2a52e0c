package io.diffusion4j.training.diffusion;

/**
 * The straight way from sample to noise, {@code (1 − time) · clean + time · noise}; Liu et al. 2022.
 *
 * @param trainTimesteps what the model is told at time 1
 */
public record StraightPath(int trainTimesteps) implements ForwardProcess {
    @Override
    public NoisePoint at(double time) {
        return new NoisePoint(time * trainTimesteps, 1 - time, time);
    }

    /** Time 1 itself is never drawn. */
    @Override
    public boolean endsWithoutSignal() {
        return false;
    }
}

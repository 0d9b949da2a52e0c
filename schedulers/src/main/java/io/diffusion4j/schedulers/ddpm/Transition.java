package io.diffusion4j.schedulers.ddpm;

/**
 * A step from a noisier to a less noisy timestep, in float32 like the table of their signal powers.
 *
 * @param now signal power where it begins
 * @param next signal power where it ends; 1 for the clean sample
 * @param kept share of the signal power that the forward process keeps from the end to the beginning
 * @param added variance that it adds
 */
record Transition(float now, float next, float kept, float added) {
    /** For neighbouring timesteps the added variance is a difference of few digits. */
    static Transition between(double now, double next) {
        float kept = (float) now / (float) next;
        return new Transition((float) now, (float) next, kept, 1 - kept);
    }

    /** @param added of the one training timestep that the step spans */
    static Transition ofOne(double now, double next, double added) {
        return new Transition((float) now, (float) next, 1 - (float) added, (float) added);
    }
}

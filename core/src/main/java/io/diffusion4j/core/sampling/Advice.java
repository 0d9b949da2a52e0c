package io.diffusion4j.core.sampling;

/**
 * What a scheduler is a good choice for.
 *
 * @param steps how many steps it needs for that
 * @param reason one sentence
 */
public record Advice(Purpose purpose, int steps, String reason) {
    /** What matters most to whoever chooses. */
    public enum Purpose {
        /** Few model evaluations. */
        SPEED,
        /** The best image, whatever it costs. */
        QUALITY,
        /** Few tensors beside the latents. */
        MEMORY,
        /** The process that models are trained on, or a fixed yardstick for checkpoints in training. */
        TRAINING
    }
}

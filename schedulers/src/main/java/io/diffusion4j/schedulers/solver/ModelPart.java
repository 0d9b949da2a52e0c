package io.diffusion4j.schedulers.solver;

/** The part of a model's prediction that a solver expands over a step. */
public enum ModelPart {
    /** The clean sample. */
    ORIGINAL,
    NOISE
}

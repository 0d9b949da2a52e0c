package io.diffusion4j.training.scenes;

/** The land of a scene. The sea comes with shores where ground objects stand. */
public enum Terrain {
    SEA,
    MEADOW,
    HILLS,
    MOUNTAINS,
    DESERT,
    SNOW
}

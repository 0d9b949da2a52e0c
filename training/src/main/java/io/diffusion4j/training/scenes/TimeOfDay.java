package io.diffusion4j.training.scenes;

/** When a scene plays; it decides the sky, the light and whether lamps burn. */
public enum TimeOfDay {
    DAWN,
    DAY,
    SUNSET,
    NIGHT
}

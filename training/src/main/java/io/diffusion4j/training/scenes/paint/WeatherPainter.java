package io.diffusion4j.training.scenes.paint;

/** Paints what falls or drifts in the air. */
interface WeatherPainter {
    /** Before the objects are there. */
    default void behind(Canvas canvas, Mood mood) {}

    /** Over everything. */
    default void before(Canvas canvas, Mood mood) {}
}

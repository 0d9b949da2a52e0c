package io.diffusion4j.training.scenes.paint;

/** Paints land or water over a sky, and sets objects onto it. */
interface TerrainPainter {
    /** Where the sky ends, in units from the top. */
    double horizon();

    void paint(Canvas canvas, Mood mood);

    /** Paints an object that stands on this terrain, with what joins the two. */
    default void set(Canvas canvas, Mood mood, Stand stand, ObjectPainter painter) {
        stand.shadow(canvas, mood);
        stand.paint(canvas, mood, painter);
    }
}

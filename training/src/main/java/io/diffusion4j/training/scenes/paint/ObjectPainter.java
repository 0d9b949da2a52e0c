package io.diffusion4j.training.scenes.paint;

import io.diffusion4j.training.scenes.Size;

/** Paints a kind of object. The pen's origin is the middle of its lower end, its unit the object's height. */
interface ObjectPainter {
    void paint(Pen pen);

    /** Light behind the object. */
    default void halo(Pen pen) {}

    /** Light that goes out from the object; in the coordinates of the canvas. */
    default void shine(Pen pen) {}

    /** In units. */
    default double height(Size size) {
        return size == Size.LARGE ? 48 : 27;
    }

    /** Whether hills and mountains stand before it. */
    default boolean behindLand() {
        return false;
    }
}

package io.diffusion4j.training.scenes;

/** How a scene is drawn. */
public enum Style {
    NATURAL,
    /** Uneven washes that end before the edge of white paper. */
    WATERCOLOR,
    /** Few flat colours. */
    POSTER,
    /** A mosaic of 32 by 32 squares. */
    PIXEL
}

package io.diffusion4j.training.scenes;

/** How large an object is in the picture: a large one is nearly twice as tall as a small one. */
public enum Size {
    SMALL,
    LARGE
}

package io.diffusion4j.training.scenes;

/** Colours that an object can have; {@link ObjectKind#colours()} tells which suit what. */
public enum Colour {
    RED,
    ORANGE,
    YELLOW,
    GREEN,
    BLUE,
    PURPLE,
    WHITE,
    BLACK
}

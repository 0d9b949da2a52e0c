package io.diffusion4j.training.scenes;

/** The third of the picture, as it is seen, that an object is in. */
public enum Place {
    LEFT,
    MIDDLE,
    RIGHT;

    /** This place with left and right exchanged. */
    public Place mirror() {
        return values()[values().length - 1 - ordinal()];
    }
}

package io.diffusion4j.training.scenes;

/** What a caption can name of a scene, or of an object in it. */
public enum Attribute {
    TIME(false),
    TERRAIN(false),
    WEATHER(false),
    STYLE(false),
    COLOUR(true),
    SIZE(true),
    PLACE(true);

    private final boolean ofObject;

    Attribute(boolean ofObject) {
        this.ofObject = ofObject;
    }

    /** Whether each object has one of its own. */
    public boolean ofObject() {
        return ofObject;
    }
}

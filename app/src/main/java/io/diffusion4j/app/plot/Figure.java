package io.diffusion4j.app.plot;

/** Something to look at, which any canvas of its size can hold. */
public interface Figure {
    int width();

    int height();

    void drawOn(Canvas canvas);
}

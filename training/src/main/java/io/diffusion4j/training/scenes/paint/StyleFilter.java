package io.diffusion4j.training.scenes.paint;

/** Turns a finished picture into one of another manner. */
interface StyleFilter {
    /** Pixels of the side to paint on, for a result of so many pixels. */
    default int fineSide(int side) {
        return 2 * side;
    }

    /**
     * @param fine the picture, {@link #fineSide} pixels wide
     * @param side pixels of the result's side
     * @param detail seed of the manner's own accidents
     */
    Pixmap apply(Pixmap fine, int side, long detail);
}

package io.diffusion4j.training.scenes.paint;

/** Big squares of few colours. */
final class Mosaic implements StyleFilter {
    private static final int SQUARES = 32;
    private static final int COLOURS = 20;

    @Override
    public int fineSide(int side) {
        return 8 * SQUARES;
    }

    @Override
    public Pixmap apply(Pixmap fine, int side, long detail) {
        Pixmap squares = fine.reduce(SQUARES);
        return Inks.of(squares, COLOURS).print(squares).sample(side);
    }
}

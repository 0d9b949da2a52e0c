package io.diffusion4j.training.scenes.paint;

/** Few flat colours, those that the picture itself is nearest to. */
final class FlatColours implements StyleFilter {
    private static final int COLOURS = 12;
    private static final int SAMPLES = 32;

    @Override
    public Pixmap apply(Pixmap fine, int side, long detail) {
        return Inks.of(fine.reduce(SAMPLES), COLOURS).print(fine).reduce(side);
    }
}

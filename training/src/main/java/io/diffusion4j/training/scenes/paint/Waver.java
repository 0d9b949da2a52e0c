package io.diffusion4j.training.scenes.paint;

import java.util.SplittableRandom;

/** A smooth random field in [-1, 1]: random numbers on a lattice, joined by smooth curves. */
final class Waver {
    private static final int CELLS = 32;

    private final float[] lattice = new float[CELLS * CELLS];
    private final double perPixel;

    /** @param scale distance between the lattice's points, in units of a {@link Canvas} */
    Waver(SplittableRandom random, int side, double scale) {
        for (int i = 0; i < lattice.length; i++) {
            lattice[i] = (float) (2 * random.nextDouble() - 1);
        }
        perPixel = Canvas.SIDE / side / scale;
    }

    double at(int x, int y) {
        double u = x * perPixel;
        double v = y * perPixel;
        int column = (int) u;
        int row = (int) v;
        double right = ease(u - column);
        double down = ease(v - row);
        double upper = node(column, row) + (node(column + 1, row) - node(column, row)) * right;
        double lower = node(column, row + 1) + (node(column + 1, row + 1) - node(column, row + 1)) * right;
        return upper + (lower - upper) * down;
    }

    private float node(int column, int row) {
        return lattice[(row % CELLS) * CELLS + column % CELLS];
    }

    private static double ease(double t) {
        return t * t * (3 - 2 * t);
    }
}

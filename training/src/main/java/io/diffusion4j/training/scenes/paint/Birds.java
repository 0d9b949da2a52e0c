package io.diffusion4j.training.scenes.paint;

import io.diffusion4j.training.scenes.Size;
import java.awt.geom.Path2D;
import java.util.SplittableRandom;

/** A loose flock. */
final class Birds implements ObjectPainter {
    private static final Rgb FEATHERS = Rgb.of(0x2e3040);
    private static final double[][] FLOCK = {{-0.08, -0.5}, {-0.3, -0.26}, {0.12, -0.86}, {0.29, -0.56}, {0.1, -0.14}};

    @Override
    public double height(Size size) {
        return size == Size.LARGE ? 36 : 24;
    }

    @Override
    public void paint(Pen pen) {
        SplittableRandom random = pen.random();
        for (double[] bird : FLOCK) {
            double x = pen.turn() * bird[0] + 0.08 * (random.nextDouble() - 0.5);
            double y = bird[1] + 0.1 * (random.nextDouble() - 0.5);
            pen.flat(wings(x, y, 0.16 + random.nextDouble(0.06), 0.11 + random.nextDouble(0.06)), FEATHERS);
        }
    }

    private static Path2D wings(double x, double y, double half, double lift) {
        Path2D wings = new Path2D.Double();
        wings.moveTo(x - half, y - lift);
        wings.quadTo(x - half * 0.35, y - lift * 1.15, x, y - 0.015);
        wings.quadTo(x + half * 0.35, y - lift * 1.15, x + half, y - lift);
        wings.quadTo(x + half * 0.45, y - lift * 0.55, x, y + 0.055);
        wings.quadTo(x - half * 0.45, y - lift * 0.55, x - half, y - lift);
        wings.closePath();
        return wings;
    }
}

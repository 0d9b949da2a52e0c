package io.diffusion4j.training.scenes.paint;

import static io.diffusion4j.training.scenes.paint.Shapes.oval;
import static io.diffusion4j.training.scenes.paint.Shapes.polygon;

import io.diffusion4j.training.scenes.Size;
import java.awt.Shape;
import java.util.List;

/** A tree with a round crown of its colour. */
final class Tree implements ObjectPainter {
    private static final Rgb BARK = Rgb.of(0x6b4a38);

    @Override
    public double height(Size size) {
        return size == Size.LARGE ? 50 : 28;
    }

    @Override
    public void paint(Pen pen) {
        pen.round(polygon(-0.065, 0.01, -0.035, -0.5, 0.035, -0.5, 0.065, 0.01), BARK);
        pen.round(polygon(0, -0.28, 0.14, -0.5, 0.17, -0.48, 0.02, -0.22), BARK);
        int side = pen.mood().side();
        Rgb leaf = pen.pigment();
        pen.tall(crown(0, 0, 1), Pen.shade(leaf).mix(leaf, 0.2));
        pen.tall(crown(side * 0.045, -0.035, 0.84), leaf);
        pen.flat(crown(side * 0.1, -0.09, 0.52), leaf.lighter(pen.pale() ? 0.6 : 0.2), 0.75);
    }

    private static Shape crown(double x, double y, double scale) {
        return Shapes.union(List.of(
                puff(x, y, scale, 0, -0.76, 0.22),
                puff(x, y, scale, -0.18, -0.62, 0.17),
                puff(x, y, scale, 0.18, -0.6, 0.18),
                puff(x, y, scale, -0.06, -0.52, 0.18),
                puff(x, y, scale, 0.08, -0.5, 0.15)));
    }

    private static Shape puff(double x, double y, double scale, double dx, double dy, double radius) {
        return oval(x + dx * scale, y - 0.64 + (dy + 0.64) * scale, radius * scale, radius * scale);
    }
}

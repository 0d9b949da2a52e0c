package io.diffusion4j.training.scenes.paint;

import static io.diffusion4j.training.scenes.paint.Shapes.line;
import static io.diffusion4j.training.scenes.paint.Shapes.polygon;

import io.diffusion4j.training.scenes.Size;
import java.awt.geom.Path2D;

/** A sailing boat with two sails of its colour. */
final class Boat implements ObjectPainter {
    private static final Rgb MAST = Rgb.of(0x6d4a35);
    private static final Rgb STRIPE = Rgb.of(0xf7f3e9);

    @Override
    public double height(Size size) {
        return size == Size.LARGE ? 45 : 27;
    }

    @Override
    public void paint(Pen pen) {
        int turn = pen.turn();
        pen.stroke(line(turn * 0.01, -0.14, turn * 0.01, -0.985), 0.028, MAST);
        pen.tall(sail(turn * 0.045, -0.96, turn * 0.39, -0.25), pen.pigment());
        pen.tall(
                sail(turn * -0.03, -0.88, turn * -0.32, -0.25),
                pen.pigment().lighter(pen.pale() ? 0 : 0.22).mix(Pen.shade(pen.pigment()), pen.pale() ? 0.3 : 0));
        pen.flat(
                polygon(turn * -0.4, -0.185, turn * 0.42, -0.2, turn * 0.4, -0.15, turn * -0.375, -0.14),
                pen.pale() ? MAST : STRIPE);
        pen.tall(hull(turn), pen.pale() ? Rgb.of(0xe9e6df) : pen.pigment().darker(0.18));
    }

    private static Path2D sail(double mast, double top, double outer, double foot) {
        Path2D sail = new Path2D.Double();
        sail.moveTo(mast, top);
        sail.quadTo(mast + (outer - mast) * 0.85, (top + foot) / 2, outer, foot);
        sail.quadTo((mast + outer) / 2, foot + 0.03, mast, foot);
        sail.closePath();
        return sail;
    }

    private static Path2D hull(int turn) {
        Path2D hull = new Path2D.Double();
        hull.moveTo(turn * -0.385, -0.155);
        hull.lineTo(turn * 0.41, -0.165);
        hull.quadTo(turn * 0.36, -0.01, turn * 0.24, 0.0);
        hull.lineTo(turn * -0.24, 0.0);
        hull.quadTo(turn * -0.34, -0.01, turn * -0.385, -0.155);
        hull.closePath();
        return hull;
    }
}

package io.diffusion4j.training.scenes.paint;

import static io.diffusion4j.training.scenes.paint.Shapes.box;
import static io.diffusion4j.training.scenes.paint.Shapes.line;
import static io.diffusion4j.training.scenes.paint.Shapes.polygon;

import io.diffusion4j.training.scenes.Size;
import java.awt.geom.Path2D;

/** A hot air balloon with gores in two shades of its colour. */
final class Balloon implements ObjectPainter {
    private static final Rgb BASKET = Rgb.of(0x86583a);

    @Override
    public double height(Size size) {
        return size == Size.LARGE ? 49 : 28;
    }

    @Override
    public void paint(Pen pen) {
        pen.stroke(line(-0.12, -0.29, -0.055, -0.1), 0.014, BASKET);
        pen.stroke(line(0.12, -0.29, 0.055, -0.1), 0.014, BASKET);
        Rgb cloth = pen.pigment();
        Rgb other = pen.pale() ? Rgb.of(0xd5dae4) : cloth.lighter(0.38);
        pen.round(envelope(0.375), cloth);
        pen.round(envelope(0.26), other);
        pen.round(envelope(0.125), cloth);
        pen.flat(polygon(-0.135, -0.295, 0.135, -0.295, 0.11, -0.25, -0.11, -0.25), cloth.darker(0.25));
        pen.round(box(-0.075, -0.12, 0.15, 0.12), BASKET);
        pen.flat(box(-0.085, -0.13, 0.17, 0.03), BASKET.darker(0.3));
    }

    /** The outline of a slice that is twice the half width across. */
    private static Path2D envelope(double half) {
        double neck = half * 0.3;
        Path2D path = new Path2D.Double();
        path.moveTo(-neck, -0.28);
        path.curveTo(-half * 0.5, -0.36, -half, -0.45, -half, -0.64);
        path.curveTo(-half, -0.87, -half * 0.55, -1, 0, -1);
        path.curveTo(half * 0.55, -1, half, -0.87, half, -0.64);
        path.curveTo(half, -0.45, half * 0.5, -0.36, neck, -0.28);
        path.closePath();
        return path;
    }

    @Override
    public void shine(Pen pen) {
        if (pen.mood().night()) {
            pen.glow(0, -0.34, 0.3, 0.6);
        }
    }
}

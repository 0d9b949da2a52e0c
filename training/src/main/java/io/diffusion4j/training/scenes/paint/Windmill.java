package io.diffusion4j.training.scenes.paint;

import static io.diffusion4j.training.scenes.paint.Shapes.box;
import static io.diffusion4j.training.scenes.paint.Shapes.oval;
import static io.diffusion4j.training.scenes.paint.Shapes.polygon;

import io.diffusion4j.training.scenes.Size;
import java.awt.Shape;
import java.awt.geom.AffineTransform;

/** A tower mill with four sails. */
final class Windmill implements ObjectPainter {
    private static final Rgb WOOD = Rgb.of(0x5b4238);
    private static final Rgb CLOTH = Rgb.of(0xf5efe0);
    private static final double HUB = -0.64;

    @Override
    public double height(Size size) {
        return size == Size.LARGE ? 50 : 30;
    }

    @Override
    public void paint(Pen pen) {
        pen.round(polygon(-0.19, 0, -0.12, -0.62, 0.12, -0.62, 0.19, 0), pen.pigment());
        pen.flat(box(-0.04, -0.14, 0.08, 0.14), WOOD);
        pen.window(box(-0.03, -0.34, 0.06, 0.08));
        pen.round(polygon(-0.145, -0.6, -0.1, -0.7, 0, -0.77, 0.1, -0.7, 0.145, -0.6), Rgb.of(0x4e4a5c));
        double first = 0.2 + pen.random().nextDouble(1.1);
        for (int sail = 0; sail < 4; sail++) {
            AffineTransform turn = AffineTransform.getTranslateInstance(0, HUB);
            turn.rotate(StrictMath.cos(first), StrictMath.sin(first));
            turn.quadrantRotate(sail);
            sail(pen, turn);
        }
        pen.flat(oval(0, HUB, 0.035, 0.035), WOOD);
    }

    private static void sail(Pen pen, AffineTransform turn) {
        Shape cloth = turn.createTransformedShape(polygon(0.015, -0.09, 0.1, -0.11, 0.1, -0.345, 0.015, -0.345));
        Shape arm = turn.createTransformedShape(box(-0.013, -0.355, 0.03, 0.355));
        pen.flat(cloth, pen.pale() ? Rgb.of(0xd8a878) : CLOTH);
        pen.flat(arm, WOOD);
    }

    @Override
    public void shine(Pen pen) {
        if (pen.mood().lamps()) {
            pen.glow(0, -0.3, 0.2, 0.5);
        }
    }
}

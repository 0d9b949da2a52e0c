package io.diffusion4j.training.scenes.paint;

import static io.diffusion4j.training.scenes.paint.Shapes.box;
import static io.diffusion4j.training.scenes.paint.Shapes.oval;
import static io.diffusion4j.training.scenes.paint.Shapes.polygon;

import io.diffusion4j.training.scenes.Size;
import java.awt.Shape;

/** A banded tower with a lantern. */
final class Lighthouse implements ObjectPainter {
    private static final int BANDS = 5;
    private static final double TOP = 0.72;
    private static final Rgb IRON = Rgb.of(0x3b3f4c);

    @Override
    public double height(Size size) {
        return size == Size.LARGE ? 53 : 31;
    }

    @Override
    public void paint(Pen pen) {
        Rgb between = pen.pale() ? Rgb.of(0xd7dbe2) : Rgb.of(0xf8f5ec);
        for (int band = 0; band < BANDS; band++) {
            pen.round(band(band), band % 2 == 0 ? pen.pigment() : between);
        }
        pen.flat(box(-0.035, -0.12, 0.07, 0.12), IRON);
        pen.window(box(-0.022, -0.45, 0.044, 0.07));
        pen.round(box(-0.15, -0.75, 0.3, 0.035), IRON);
        lantern(pen);
        Rgb roof = pen.pale() ? IRON.lighter(0.1) : pen.pigment();
        pen.round(polygon(-0.115, -0.88, -0.06, -0.94, 0, -0.975, 0.06, -0.94, 0.115, -0.88), roof);
        pen.flat(oval(0, -0.98, 0.015, 0.02), IRON);
    }

    private static void lantern(Pen pen) {
        pen.window(box(-0.085, -0.885, 0.17, 0.135));
        pen.flat(box(-0.045, -0.885, 0.014, 0.135), IRON);
        pen.flat(box(0.031, -0.885, 0.014, 0.135), IRON);
        if (pen.mood().lamps()) {
            int turn = -pen.mood().side();
            pen.beam(
                    polygon(0.08 * turn, -0.84, 2.2 * turn, -1.08, 2.2 * turn, -0.62, 0.08 * turn, -0.79),
                    0,
                    2.1 * turn,
                    0.6);
        }
    }

    @Override
    public void shine(Pen pen) {
        if (pen.mood().lamps()) {
            pen.glow(0, -0.82, 0.38, 0.75);
        }
    }

    private static Shape band(int index) {
        double low = TOP * index / BANDS;
        double high = TOP * (index + 1) / BANDS + 0.004;
        return polygon(-half(low), -low, half(low), -low, half(high), -high, -half(high), -high);
    }

    /** Half the width of the tower at a height. */
    private static double half(double height) {
        return 0.17 - 0.07 * Math.min(1, height / TOP) - 0.02 * StrictMath.sin(height / TOP * Math.PI);
    }
}

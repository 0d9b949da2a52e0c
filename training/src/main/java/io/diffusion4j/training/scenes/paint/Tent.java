package io.diffusion4j.training.scenes.paint;

import static io.diffusion4j.training.scenes.paint.Shapes.line;
import static io.diffusion4j.training.scenes.paint.Shapes.polygon;

import io.diffusion4j.training.scenes.Size;
import java.awt.Shape;

/** A ridge tent seen from a corner, its door open. */
final class Tent implements ObjectPainter {
    private static final Rgb INSIDE = Rgb.of(0x4a4048);

    @Override
    public double height(Size size) {
        return size == Size.LARGE ? 37 : 25;
    }

    @Override
    public void paint(Pen pen) {
        int turn = pen.turn();
        Rgb cloth = pen.pigment();
        pen.tall(polygon(turn * -0.12, -0.97, turn * 0.3, -0.86, turn * 0.52, 0, turn * 0.16, 0), Pen.shade(cloth));
        pen.tall(polygon(turn * -0.52, 0, turn * -0.12, -0.97, turn * 0.17, 0), cloth);
        inside(pen, turn);
        pen.tall(polygon(turn * -0.12, -0.8, turn * -0.36, 0, turn * -0.27, 0), cloth.lighter(0.3));
        pen.stroke(line(turn * -0.12, -0.97, turn * -0.12, -1), 0.025, INSIDE);
        pen.stroke(line(turn * -0.52, 0, turn * -0.12, -0.97, turn * 0.17, 0), 0.022, cloth.darker(0.15));
    }

    private static void inside(Pen pen, int turn) {
        Shape door = polygon(turn * -0.12, -0.8, turn * -0.32, 0, turn * 0.06, 0);
        if (pen.mood().lamps()) {
            pen.window(door);
        } else {
            pen.flat(door, INSIDE);
        }
    }

    @Override
    public void shine(Pen pen) {
        if (pen.mood().lamps()) {
            pen.glow(pen.turn() * -0.13, -0.25, 0.42, 0.5);
        }
    }
}

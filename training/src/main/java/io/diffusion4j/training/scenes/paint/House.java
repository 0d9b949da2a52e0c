package io.diffusion4j.training.scenes.paint;

import static io.diffusion4j.training.scenes.paint.Shapes.box;
import static io.diffusion4j.training.scenes.paint.Shapes.line;
import static io.diffusion4j.training.scenes.paint.Shapes.polygon;

import io.diffusion4j.training.scenes.Size;

/** A cottage seen from a corner: the gable to the front, the long wall to the side. */
final class House implements ObjectPainter {
    private static final Rgb SLATE = Rgb.of(0x57596b);
    private static final Rgb TRIM = Rgb.of(0xf6f2e8);
    private static final Rgb DOOR = Rgb.of(0x6b4632);

    @Override
    public double height(Size size) {
        return size == Size.LARGE ? 40 : 26;
    }

    @Override
    public void paint(Pen pen) {
        int turn = pen.turn();
        chimney(pen, turn);
        pen.tall(
                polygon(turn * 0.02, 0, turn * 0.02, -0.5, turn * 0.42, -0.5, turn * 0.42, 0),
                Pen.shade(pen.pigment()));
        pen.tall(
                polygon(turn * -0.42, 0, turn * -0.42, -0.48, turn * -0.2, -0.88, turn * 0.02, -0.48, turn * 0.02, 0),
                pen.pigment());
        openings(pen, turn);
        roof(pen, turn);
    }

    private static void chimney(Pen pen, int turn) {
        pen.round(box(turn * 0.22 - 0.05, -1, 0.1, 0.3), Rgb.of(0x9a6152));
        pen.flat(box(turn * 0.22 - 0.06, -1, 0.12, 0.035), SLATE);
    }

    private static void openings(Pen pen, int turn) {
        pen.flat(box(turn * -0.2 - 0.065, -0.27, 0.13, 0.27), TRIM);
        pen.flat(box(turn * -0.2 - 0.05, -0.25, 0.1, 0.25), DOOR);
        framed(pen, turn * -0.2 - 0.05, -0.58, 0.1, 0.13);
        framed(pen, turn * 0.13 - 0.055, -0.38, 0.11, 0.15);
        framed(pen, turn * 0.31 - 0.055, -0.38, 0.11, 0.15);
    }

    private static void framed(Pen pen, double x, double y, double width, double height) {
        pen.flat(box(x - 0.018, y - 0.018, width + 0.036, height + 0.036), TRIM);
        pen.window(box(x, y, width, height));
    }

    private static void roof(Pen pen, int turn) {
        Rgb tiles = pen.snowy() ? Rgb.of(0xf4f7fc) : SLATE;
        pen.tall(polygon(turn * -0.2, -0.92, turn * 0.27, -0.92, turn * 0.49, -0.46, turn * 0.03, -0.44), tiles);
        pen.stroke(line(turn * -0.45, -0.44, turn * -0.2, -0.9, turn * 0.03, -0.46), 0.05, tiles.darker(0.12));
    }

    @Override
    public void shine(Pen pen) {
        if (pen.mood().lamps()) {
            pen.glow(pen.turn() * 0.22, -0.3, 0.36, 0.4);
            pen.glow(pen.turn() * -0.2, -0.52, 0.25, 0.35);
        }
    }
}

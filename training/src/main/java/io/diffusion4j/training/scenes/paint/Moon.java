package io.diffusion4j.training.scenes.paint;

import static io.diffusion4j.training.scenes.paint.Shapes.oval;

import io.diffusion4j.training.scenes.Size;
import io.diffusion4j.training.scenes.Weather;

/** The full moon. */
final class Moon implements ObjectPainter {
    private static final Rgb DISC = Rgb.of(0xfcf4d9);
    private static final Rgb SEA = Rgb.of(0xe6dcc0);

    @Override
    public double height(Size size) {
        return size == Size.LARGE ? 29 : 15;
    }

    @Override
    public boolean behindLand() {
        return true;
    }

    @Override
    public void paint(Pen pen) {
        pen.bright(oval(0, -0.5, 0.5, 0.5), DISC);
        pen.bright(oval(-0.16, -0.62, 0.14, 0.12), SEA);
        pen.bright(oval(0.17, -0.42, 0.17, 0.14), SEA);
        pen.bright(oval(-0.1, -0.28, 0.09, 0.07), SEA);
    }

    @Override
    public void halo(Pen pen) {
        boolean clear = pen.mood().weather() == Weather.CLEAR;
        pen.moonlight(clear ? 0.75 : 0.5);
    }
}

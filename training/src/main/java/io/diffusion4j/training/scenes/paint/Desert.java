package io.diffusion4j.training.scenes.paint;

import java.awt.geom.Path2D;
import java.util.SplittableRandom;

/** Dunes with sharp crests, lit on one side; table mountains far off. */
final class Desert implements TerrainPainter {
    private static final Rgb SAND = Rgb.of(0xf0c27b);
    private static final Rgb SHADE = Rgb.of(0xc98f58);

    @Override
    public double horizon() {
        return 76;
    }

    @Override
    public void paint(Canvas canvas, Mood mood) {
        SplittableRandom random = mood.random(10);
        mesa(canvas, mood, random);
        canvas.fill(Shapes.box(-1, 76, 130, 60), mood.land(SAND, 0.6));
        double[] bases = {86, 97, 112};
        for (int layer = 0; layer < bases.length; layer++) {
            double distance = 0.55 - 0.25 * layer;
            double x = random.nextDouble(Canvas.SIDE);
            dune(canvas, mood, x, bases[layer], 12 - layer, distance);
            dune(canvas, mood, (x + 50 + random.nextDouble(28)) % 128, bases[layer] + 2, 9 - layer, distance - 0.05);
        }
        Ridge near = Ridge.random(random, 100, 1.5, 0.8);
        Rgb top = mood.land(SAND.lighter(0.08), 0.08);
        canvas.fill(Shapes.below(near), Canvas.downwards(98, top, Canvas.SIDE, mood.land(SAND.mix(SHADE, 0.45), 0)));
    }

    private static void mesa(Canvas canvas, Mood mood, SplittableRandom random) {
        for (int i = 0; i < 2; i++) {
            double x = random.nextDouble(Canvas.SIDE);
            double half = 10 + random.nextDouble(12);
            double top = 66 + random.nextDouble(5);
            Rgb rock = mood.land(Rgb.of(0xb9705a), 0.75);
            canvas.fill(Shapes.polygon(x - half - 5, 78, x - half, top, x + half, top, x + half + 5, 78), rock);
        }
    }

    private static void dune(Canvas canvas, Mood mood, double x, double base, double height, double distance) {
        double wide = height * 4.6;
        double top = base - height;
        int side = mood.side();
        Path2D body = new Path2D.Double();
        body.moveTo(x - wide, base + 1);
        body.curveTo(x - wide * 0.5, base - height * 0.1, x - wide * 0.25, top, x, top);
        body.curveTo(x + wide * 0.25, top, x + wide * 0.5, base - height * 0.1, x + wide, base + 1);
        body.lineTo(x + wide, Canvas.SIDE + 2);
        body.lineTo(x - wide, Canvas.SIDE + 2);
        body.closePath();
        Rgb lit = mood.land(SAND.lighter(0.14), distance);
        canvas.fill(body, Canvas.downwards(top, lit, base + 14, mood.land(SAND, distance)));
        Path2D shade = new Path2D.Double();
        shade.moveTo(x, top);
        shade.curveTo(
                x + side * height * 0.9,
                top + height * 0.5,
                x - side * height * 0.9,
                base - height * 0.2,
                x - side * height * 0.2,
                base + 6);
        shade.lineTo(x - side * wide, base + 6);
        shade.lineTo(x - side * wide, base + 1);
        shade.curveTo(x - side * wide * 0.5, base - height * 0.1, x - side * wide * 0.25, top, x, top);
        shade.closePath();
        Rgb dark = mood.land(SHADE, distance);
        canvas.fill(shade, Canvas.downwards(top, dark, base + 6, mood.land(SAND, distance)));
    }
}

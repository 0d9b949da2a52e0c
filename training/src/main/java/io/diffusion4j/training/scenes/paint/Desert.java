package io.diffusion4j.training.scenes.paint;

import java.awt.geom.Path2D;
import java.util.SplittableRandom;

/** Dunes with sharp crests, lit on one side; table mountains far off. */
final class Desert implements TerrainPainter {
    private static final Rgb SAND = Rgb.of(0xf0c27b);
    private static final Rgb SHADE = Rgb.of(0xc98f58);

    /** Half the width of a dune over its height. */
    private static final double WIDTH = 4.6;

    @Override
    public double horizon() {
        return 76;
    }

    @Override
    public void paint(Canvas canvas, Mood mood) {
        SplittableRandom random = mood.random(Mood.LAND);
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
        double top = base - height;
        Rgb sand = mood.land(SAND, distance);
        Rgb lit = mood.land(SAND.lighter(0.14), distance);
        canvas.fill(dune(x, base, height), Canvas.downwards(top, lit, base + 14, sand));
        Rgb dark = mood.land(SHADE, distance);
        canvas.fill(lee(x, base, height, mood.side()), Canvas.downwards(top, dark, base + 6, sand));
    }

    private static Path2D dune(double x, double base, double height) {
        double wide = height * WIDTH;
        double top = base - height;
        Path2D dune = new Path2D.Double();
        dune.moveTo(x - wide, base + 1);
        dune.curveTo(x - wide * 0.5, base - height * 0.1, x - wide * 0.25, top, x, top);
        dune.curveTo(x + wide * 0.25, top, x + wide * 0.5, base - height * 0.1, x + wide, base + 1);
        dune.lineTo(x + wide, Canvas.SIDE + 2);
        dune.lineTo(x - wide, Canvas.SIDE + 2);
        dune.closePath();
        return dune;
    }

    /** The side away from the light, from a winding crest to the foot. */
    private static Path2D lee(double x, double base, double height, int side) {
        double away = -side * height;
        double wide = away * WIDTH;
        double top = base - height;
        Path2D lee = new Path2D.Double();
        lee.moveTo(x, top);
        lee.curveTo(x - away * 0.9, top + height * 0.5, x + away * 0.9, base - height * 0.2, x + away * 0.2, base + 6);
        lee.lineTo(x + wide, base + 6);
        lee.lineTo(x + wide, base + 1);
        lee.curveTo(x + wide * 0.5, base - height * 0.1, x + wide * 0.25, top, x, top);
        lee.closePath();
        return lee;
    }
}

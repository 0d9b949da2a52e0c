package io.diffusion4j.training.scenes.paint;

import java.awt.Shape;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A flat field of grass and flowers before a line of trees. */
final class Meadow implements TerrainPainter {
    private static final double EDGE = 80;
    private static final List<List<Rgb>> FLOWERS = List.of(
            List.of(Rgb.of(0xffffff), Rgb.of(0xffe27a)),
            List.of(Rgb.of(0xf7a8c4), Rgb.of(0xffffff)),
            List.of(Rgb.of(0xc9a6f0), Rgb.of(0xfff0b0)));

    @Override
    public double horizon() {
        return EDGE;
    }

    @Override
    public void paint(Canvas canvas, Mood mood) {
        SplittableRandom random = mood.random(Mood.LAND);
        Ridge far = Ridge.random(random, EDGE - 7, 2.5, 1.2);
        canvas.fill(Shapes.below(far), mood.land(Rgb.of(0x86ab78), 0.9));
        Ridge edge = Ridge.random(random, EDGE, 1, 0.8);
        canvas.fill(Plants.bushes(random, edge, 15, 4.2), mood.land(Rgb.of(0x55895a), 0.6));
        Rgb light = mood.land(Rgb.of(0xb9d46c), 0.25);
        Rgb dark = mood.land(Rgb.of(0x5f9f46), 0);
        canvas.fill(Shapes.below(edge), Canvas.downwards(EDGE, light, Canvas.SIDE, dark));
        if (random.nextInt(3) == 0) {
            path(canvas, mood, random);
        }
        List<Rgb> colors = FLOWERS.get(random.nextInt(FLOWERS.size()));
        for (Rgb color : colors) {
            canvas.fill(flowers(random), mood.land(color, 0.05));
        }
    }

    private static void path(Canvas canvas, Mood mood, SplittableRandom random) {
        double far = 30 + random.nextDouble(68);
        double near = 30 + random.nextDouble(68);
        double bend = 30 + random.nextDouble(68);
        Path2D path = new Path2D.Double();
        path.moveTo(far, EDGE + 1.5);
        path.curveTo(bend, EDGE + 12, near - 14, EDGE + 22, near - 13, Canvas.SIDE + 2);
        path.lineTo(near + 13, Canvas.SIDE + 2);
        path.curveTo(near + 8, EDGE + 22, bend + 5, EDGE + 12, far + 1.5, EDGE + 1.5);
        path.closePath();
        canvas.fill(path, mood.land(Rgb.of(0xe6d3a3), 0.15));
    }

    private static Shape flowers(SplittableRandom random) {
        List<Shape> flowers = new ArrayList<>();
        for (int i = 0; i < 26; i++) {
            double near = Math.sqrt(random.nextDouble());
            double radius = 0.5 + 1.1 * near;
            double y = EDGE + 8 + near * (Canvas.SIDE - EDGE - 8);
            flowers.add(Shapes.oval(random.nextDouble(Canvas.SIDE), y, radius * 1.15, radius));
        }
        return Shapes.union(flowers);
    }
}

package io.diffusion4j.training.scenes.paint;

import java.awt.geom.Path2D;
import java.util.SplittableRandom;

/** Slanting streaks. */
final class Rain implements WeatherPainter {
    private static final int STREAKS = 54;

    @Override
    public void before(Canvas canvas, Mood mood) {
        SplittableRandom random = mood.random(Mood.AIR);
        int count = (int) (STREAKS / mood.grain());
        Path2D near = new Path2D.Double();
        Path2D far = new Path2D.Double();
        for (int i = 0; i < count; i++) {
            double x = random.nextDouble(Canvas.SIDE + 12);
            double y = Canvas.SIDE * (i + random.nextDouble()) / count - 4;
            double length = (i % 2 == 0 ? 8 : 5) + random.nextDouble(3);
            Path2D streaks = i % 2 == 0 ? near : far;
            streaks.moveTo(x, y);
            streaks.lineTo(x - length * 0.28, y + length);
        }
        Rgb color = mood.air().lighter(0.55);
        canvas.stroke(near, 0.75 * mood.grain(), color, 0.62);
        canvas.stroke(far, 0.55 * mood.grain(), color, 0.45);
    }
}

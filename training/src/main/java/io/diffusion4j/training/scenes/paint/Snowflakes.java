package io.diffusion4j.training.scenes.paint;

import java.util.SplittableRandom;

/** Large soft flakes. */
final class Snowflakes implements WeatherPainter {
    private static final int FLAKES = 60;

    @Override
    public void before(Canvas canvas, Mood mood) {
        SplittableRandom random = mood.random(Mood.AIR);
        int count = (int) (FLAKES / mood.grain());
        Rgb white = Rgb.of(0xffffff).mix(mood.palette().things(), 0.15);
        for (int i = 0; i < count; i++) {
            double radius = 0.6
                    + 1.1 * random.nextDouble() * random.nextDouble()
                    + (i % 9 == 0 ? 0.5 : 0)
                    + 0.8 * (mood.grain() - 1);
            double y = Canvas.SIDE * (i + random.nextDouble()) / count;
            canvas.fill(Shapes.oval(random.nextDouble(Canvas.SIDE), y, radius, radius), white, 0.92);
        }
    }
}

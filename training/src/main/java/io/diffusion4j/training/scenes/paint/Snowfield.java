package io.diffusion4j.training.scenes.paint;

import java.util.SplittableRandom;

/** White land with blue shadows, and firs. */
final class Snowfield implements TerrainPainter {
    private static final Rgb SNOW = Rgb.of(0xfbfdff);
    private static final Rgb SHADE = Rgb.of(0xb9cdf0);
    private static final double[] HEIGHTS = {66, 78, 91};

    @Override
    public double horizon() {
        return 74;
    }

    @Override
    public void paint(Canvas canvas, Mood mood) {
        SplittableRandom random = mood.random(Mood.LAND);
        for (int layer = 0; layer < HEIGHTS.length; layer++) {
            double distance = 0.8 - 0.35 * layer;
            double y = HEIGHTS[layer];
            Ridge ridge = Ridge.random(random, y, layer == 2 ? 3 : 5, 1 + random.nextDouble(0.6));
            if (layer < 2) {
                Rgb firs = mood.land(Rgb.of(0x4d7a7c), distance * 0.9);
                canvas.fill(Plants.firs(random, ridge, 9 - 2 * layer, 9 + 4 * layer), firs);
            }
            Rgb top = mood.snow(SNOW, distance * 0.5);
            canvas.fill(Shapes.below(ridge), Canvas.downwards(y - 4, top, y + 26, mood.snow(SHADE, distance * 0.5)));
        }
        Washes washes = new Washes(canvas);
        for (int i = 0; i < 3; i++) {
            double x = random.nextDouble(Canvas.SIDE);
            washes.ellipse(x, 102 + 9 * i, 34, 3.5, mood.snow(SNOW, 0), 0.8);
        }
    }
}

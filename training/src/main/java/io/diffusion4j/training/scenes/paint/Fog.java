package io.diffusion4j.training.scenes.paint;

import java.util.SplittableRandom;

/** A veil that is densest at the horizon, and drifting banks near the ground. */
final class Fog implements WeatherPainter {
    @Override
    public void behind(Canvas canvas, Mood mood) {
        Rgb fog = color(mood);
        new Washes(canvas).veil(fog, y -> 0.62 * StrictMath.exp(-StrictMath.pow((y - 76) / 26, 2)));
    }

    @Override
    public void before(Canvas canvas, Mood mood) {
        SplittableRandom random = mood.random(Mood.AIR);
        Washes washes = new Washes(canvas);
        Rgb fog = color(mood);
        washes.veil(fog, y -> 0.15);
        for (int i = 0; i < 5; i++) {
            double x = random.nextDouble(Canvas.SIDE);
            double y = 66 + 12 * i + random.nextDouble(6);
            washes.ellipse(x, y, 58 + random.nextDouble(30), 5 + random.nextDouble(4), fog.lighter(0.25), 0.62);
        }
    }

    private static Rgb color(Mood mood) {
        return mood.air().lighter(mood.night() ? 0.26 : 0.28);
    }
}

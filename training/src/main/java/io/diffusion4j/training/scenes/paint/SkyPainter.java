package io.diffusion4j.training.scenes.paint;

import io.diffusion4j.training.scenes.ObjectKind;
import io.diffusion4j.training.scenes.TimeOfDay;
import io.diffusion4j.training.scenes.Weather;
import java.awt.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Sky, sun, stars and clouds. */
final class SkyPainter {
    private final Canvas canvas;
    private final Washes washes;
    private final Mood mood;
    private final double horizon;

    /** @param horizon where the sky is lightest, in units from the top */
    SkyPainter(Canvas canvas, Mood mood, double horizon) {
        this.canvas = canvas;
        this.washes = new Washes(canvas);
        this.mood = mood;
        this.horizon = horizon;
    }

    void paint() {
        washes.rows(y -> mood.sky(y / horizon));
        if (mood.night()) {
            stars(mood.random(Mood.STARS));
        } else if (mood.sunlit()) {
            sun();
        } else {
            washes.glow(mood.lightX(), mood.lightY(), 60, mood.palette().glow().lighter(0.3), 0.35);
        }
        clouds(mood.random(Mood.CLOUDS));
    }

    private void stars(SplittableRandom random) {
        double bright = mood.weather() == Weather.CLEAR ? 0.95 : mood.sunlit() ? 0.6 : 0;
        for (int i = 0; i < 34 && bright > 0; i++) {
            double x = random.nextDouble(Canvas.SIDE);
            double y = random.nextDouble(horizon * 0.85);
            double radius = i % 6 == 0 ? 0.95 : 0.4 + random.nextDouble(0.3);
            canvas.fill(Shapes.oval(x, y, radius, radius), Rgb.of(0xfff6de), bright * (1 - 0.6 * y / horizon));
        }
    }

    private void sun() {
        Palette palette = mood.palette();
        boolean low = mood.time() != TimeOfDay.DAY;
        double strength = mood.weather() == Weather.CLEAR ? 1 : 0.75;
        double x = mood.lightX();
        double y = low ? Math.min(mood.lightY(), horizon - 4) : mood.lightY();
        washes.ellipse(x, y, low ? 95 : 60, low ? 48 : 60, palette.glow(), 0.75 * strength);
        washes.glow(x, y, 22, palette.disc(), 0.7 * strength);
        if (mood.shows(ObjectKind.MOON) || !low && mood.shows(ObjectKind.BALLOON)) {
            return; // two discs would be taken for each other
        }
        double radius = mood.time() == TimeOfDay.SUNSET ? 8.5 : 7;
        canvas.fill(Shapes.oval(x, y, radius, radius), palette.disc());
    }

    private void clouds(SplittableRandom random) {
        switch (mood.weather()) {
            case CLEAR -> streaks(random);
            case CLOUDY -> heaps(random, 6, 15, 0.96, 40);
            case RAIN -> heaps(random, 8, 20, 0.95, 24);
            case SNOWFALL -> heaps(random, 5, 19, 0.5, 26);
            case FOG -> streaks(random);
        }
    }

    private void streaks(SplittableRandom random) {
        for (int i = 0; i < 3; i++) {
            double x = random.nextDouble(Canvas.SIDE);
            double y = 14 + random.nextDouble(horizon - 26);
            double width = 16 + random.nextDouble(20);
            Rgb color = mood.night() ? mood.sky(1) : mood.palette().cloud().lighter(0.25);
            washes.ellipse(x, y, width, 1.6 + random.nextDouble(1.2), color, 0.55);
        }
    }

    private void heaps(SplittableRandom random, int count, double width, double alpha, double deepest) {
        for (int i = 0; i < count; i++) {
            double x = Canvas.SIDE * (i + random.nextDouble()) / count;
            double y = 6 + random.nextDouble(deepest);
            heap(random, x, y, width * (0.7 + random.nextDouble(0.5)), alpha);
        }
    }

    private void heap(SplittableRandom random, double x, double y, double width, double alpha) {
        List<Shape> puffs = new ArrayList<>();
        double height = width * 0.24;
        puffs.add(Shapes.oval(x, y, width, height));
        for (int i = 0; i < 3; i++) {
            double puff = height * (1.1 + random.nextDouble(0.6));
            double lift = height * (0.5 + random.nextDouble(0.6));
            puffs.add(Shapes.oval(x + width * 0.38 * (i - 1 + random.nextDouble(0.4)), y - lift, puff * 1.25, puff));
        }
        Rgb lit = mood.palette().cloud();
        Rgb dark = mood.weather() == Weather.RAIN ? lit.darker(0.28) : lit.mix(mood.sky(0.45), 0.55);
        canvas.fill(Shapes.union(puffs), Canvas.downwards(y - height * 2, lit, alpha, y + height, dark, alpha));
    }
}

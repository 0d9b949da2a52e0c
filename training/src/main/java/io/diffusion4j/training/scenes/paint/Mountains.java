package io.diffusion4j.training.scenes.paint;

import java.util.SplittableRandom;

/** High peaks with snow on them, a forest below and an alp in front. */
final class Mountains implements TerrainPainter {
    private static final double FOOT = 92;

    @Override
    public double horizon() {
        return 74;
    }

    @Override
    public void paint(Canvas canvas, Mood mood) {
        SplittableRandom random = mood.random(Mood.LAND);
        range(canvas, mood, random, 4, 46, 0.72);
        range(canvas, mood, random, 3, 36, 0.34);
        Ridge forest = Ridge.random(random, FOOT - 3, 2.5, 1.3);
        Rgb firs = mood.land(Rgb.of(0x3d6b5c), 0.35);
        canvas.fill(Plants.firs(random, forest, 24, 10), firs);
        canvas.fill(Shapes.below(forest), firs);
        Ridge alp = Ridge.random(random, FOOT + 4, 2, 0.9);
        Rgb top = mood.land(Rgb.of(0x93bf68), 0.15);
        Rgb bottom = mood.land(Rgb.of(0x5c9650), 0);
        canvas.fill(Shapes.below(alp), Canvas.downwards(FOOT, top, Canvas.SIDE, bottom));
    }

    /** Peaks over the whole width; the lower ones stand before the higher ones. */
    private static void range(
            Canvas canvas, Mood mood, SplittableRandom random, int peaks, double highest, double distance) {
        double first = random.nextDouble() - 0.5;
        for (int low = 0; low < 2; low++) {
            for (int i = low; i <= peaks; i += 2) {
                double x = Canvas.SIDE * (i + first) / peaks;
                double top = highest + 9 * low + random.nextDouble(7);
                Peak.random(random, x, top, FOOT + 6, distance).paint(canvas, mood);
            }
        }
    }
}

package io.diffusion4j.training.scenes.paint;

import java.awt.geom.Path2D;
import java.util.SplittableRandom;

/** High peaks with snow on them, a forest below and an alp in front. */
final class Mountains implements TerrainPainter {
    private static final double FOOT = 92;
    private static final Rgb SNOW = Rgb.of(0xf7f9fd);

    @Override
    public double horizon() {
        return 74;
    }

    @Override
    public void paint(Canvas canvas, Mood mood) {
        SplittableRandom random = mood.random(10);
        range(canvas, mood, random, 4, 46, 0.78);
        range(canvas, mood, random, 3, 36, 0.4);
        Ridge forest = Ridge.random(random, FOOT - 3, 2.5, 1.3);
        Rgb firs = mood.land(Rgb.of(0x3d6b5c), 0.35);
        canvas.fill(Plants.firs(random, forest, 24, 10), firs);
        canvas.fill(Shapes.below(forest), firs);
        Ridge alp = Ridge.random(random, FOOT + 4, 2, 0.9);
        Rgb top = mood.land(Rgb.of(0x93bf68), 0.15);
        canvas.fill(Shapes.below(alp), Canvas.downwards(FOOT, top, Canvas.SIDE, mood.land(Rgb.of(0x5c9650), 0)));
    }

    /** Peaks over the whole width; every second one is lower. */
    private static void range(
            Canvas canvas, Mood mood, SplittableRandom random, int peaks, double highest, double distance) {
        double first = random.nextDouble();
        for (int i = 0; i <= peaks; i++) {
            int order = i % 2 == 0 ? i : (i + 2) % (peaks + 1);
            double x = Canvas.SIDE * (order - 0.5 + first) / peaks;
            double drop = i % 2 == 0 ? random.nextDouble(6) : 8 + random.nextDouble(8);
            peak(canvas, mood, random, x, highest + drop, distance);
        }
    }

    private static void peak(Canvas canvas, Mood mood, SplittableRandom random, double x, double top, double distance) {
        double height = FOOT + 6 - top;
        double left = height * (0.62 + random.nextDouble(0.25));
        double right = height * (0.62 + random.nextDouble(0.25));
        double skew = (random.nextDouble() - 0.5) * 0.16 * height;
        Rgb rock = Rgb.of(0x8d94b0);
        Rgb lit = mood.land(rock.lighter(0.14), distance);
        Rgb dark = mood.land(rock.darker(0.24), distance);
        int side = mood.side();
        double foot = FOOT + 6;
        canvas.fill(Shapes.polygon(x - left, foot, x, top, x + right, foot), side > 0 ? lit : dark);
        double away = side > 0 ? -left : right;
        canvas.fill(
                Shapes.polygon(
                        x,
                        top,
                        x + skew,
                        top + height * 0.34,
                        x - skew * 0.6,
                        top + height * 0.62,
                        x + skew,
                        foot,
                        x + away,
                        foot),
                side > 0 ? dark : lit);
        if (side < 0) {
            canvas.fill(
                    Shapes.polygon(
                            x - left,
                            foot,
                            x,
                            top,
                            x + skew,
                            top + height * 0.34,
                            x - skew * 0.6,
                            top + height * 0.62,
                            x + skew,
                            foot),
                    lit);
            canvas.fill(
                    Shapes.polygon(
                            x + right,
                            foot,
                            x,
                            top,
                            x + skew,
                            top + height * 0.34,
                            x - skew * 0.6,
                            top + height * 0.62,
                            x + skew,
                            foot),
                    dark);
        }
        cap(canvas, mood, x, top, new double[] {left, right, skew, height, distance});
    }

    private static void cap(Canvas canvas, Mood mood, double x, double top, double[] form) {
        double left = form[0];
        double right = form[1];
        double height = form[3];
        double skew = form[2];
        double deep = 0.32;
        double y = top + height * deep;
        Path2D cap = Shapes.polygon(
                x,
                top,
                x + right * deep,
                y,
                x + right * deep * 0.6,
                y - height * 0.05,
                x + right * deep * 0.3,
                y + height * 0.06,
                x,
                y - height * 0.03,
                x - left * deep * 0.35,
                y + height * 0.07,
                x - left * deep * 0.6,
                y - height * 0.04,
                x - left * deep,
                y);
        canvas.fill(cap, mood.land(SNOW, form[4] * 0.7));
        double away = mood.side() > 0 ? -left : right;
        Path2D shade = Shapes.polygon(
                x,
                top,
                x + skew * 0.9,
                y - height * 0.04,
                x + away * deep * 0.35,
                y + height * 0.065,
                x + away * deep * 0.6,
                y - height * 0.045,
                x + away * deep,
                y);
        canvas.fill(shade, mood.land(Rgb.of(0xbcc8e4), form[4] * 0.7));
    }
}

package io.diffusion4j.training.scenes.paint;

import java.util.SplittableRandom;

/**
 * A mountain of two faces, the one to the light and the one away from it, with snow at the top.
 *
 * @param left how far its foot reaches to the left, in units; right likewise
 * @param skew how far the seam between the faces winds
 */
record Peak(double x, double top, double foot, double left, double right, double skew, double distance) {
    private static final Rgb ROCK = Rgb.of(0x8b94bd);
    private static final Rgb SNOW = Rgb.of(0xf9fbff);
    private static final Rgb SNOW_SHADE = Rgb.of(0xb9c6ea);

    static Peak random(SplittableRandom random, double x, double top, double foot, double distance) {
        double height = foot - top;
        return new Peak(
                x,
                top,
                foot,
                height * (0.62 + random.nextDouble(0.25)),
                height * (0.62 + random.nextDouble(0.25)),
                height * 0.16 * (random.nextDouble() - 0.5),
                distance);
    }

    void paint(Canvas canvas, Mood mood) {
        Rgb lit = mood.land(ROCK.lighter(0.18), distance);
        Rgb dark = mood.land(ROCK.darker(0.24), distance);
        boolean fromRight = mood.side() > 0;
        canvas.fill(Shapes.polygon(x - left, foot, x, top, x + right, foot), fromRight ? lit : dark);
        canvas.fill(
                Shapes.polygon(
                        x, top, x + skew, down(0.34), x - skew * 0.6, down(0.62), x + skew, foot, x - left, foot),
                fromRight ? dark : lit);
        Rgb snow = mood.snow(SNOW, distance * 0.6);
        Rgb shade = mood.snow(SNOW_SHADE, distance * 0.6);
        cap(canvas, right, fromRight ? snow : shade);
        cap(canvas, -left, fromRight ? shade : snow);
    }

    /** The snow on one face. */
    private void cap(Canvas canvas, double reach, Rgb color) {
        canvas.fill(
                Shapes.polygon(
                        x,
                        top,
                        x + reach * 0.33,
                        down(0.33),
                        x + reach * 0.2,
                        down(0.29),
                        x + reach * 0.13,
                        down(0.38),
                        x + skew * 0.9,
                        down(0.31)),
                color);
    }

    /** The height at a share of the way from the top to the foot. */
    private double down(double share) {
        return top + (foot - top) * share;
    }
}

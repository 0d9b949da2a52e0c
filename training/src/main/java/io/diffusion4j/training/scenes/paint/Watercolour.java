package io.diffusion4j.training.scenes.paint;

import java.util.SplittableRandom;

/** Thin washes on white paper: wavering outlines, pigment that gathers at edges, a bare border. */
final class Watercolour implements StyleFilter {
    private static final Rgb PAPER = Rgb.of(0xfcf9f1);
    private static final double BORDER = 5;

    @Override
    public Pixmap apply(Pixmap fine, int side, long detail) {
        Pixmap picture = fine.reduce(side);
        Pixmap soft = soften(picture, Math.max(1, side / 64));
        SplittableRandom random = new SplittableRandom(detail);
        Waver aside = new Waver(random, side, 11);
        Waver down = new Waver(random, side, 9);
        Waver pools = new Waver(random, side, 26);
        int[] washed = new int[side * side];
        double unit = side / Canvas.SIDE;
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int from = clamp(x + aside.at(x, y) * 1.6 * unit, side)
                        + side * clamp(y + down.at(x, y) * 1.6 * unit, side);
                double edge = Math.min(Math.min(x + 0.5, side - 0.5 - x), Math.min(y + 0.5, side - 0.5 - y)) / unit;
                double bare = 1 - smooth((edge - BORDER + 2 * aside.at(y, x) + 2.5 * pools.at(x, y)) / 4);
                double thin = 0.2 + 0.13 * pools.at(x, y);
                washed[y * side + x] = wash(picture.colors()[from], soft.colors()[from], thin + (1 - thin) * bare);
            }
        }
        return new Pixmap(side, washed);
    }

    /** Pigment on paper; darker where the picture is darker than its surroundings. */
    private static int wash(int color, int around, double bare) {
        int result = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            double part = color >> shift & 255;
            double edge = Math.min(0, part - (around >> shift & 255));
            double paper = PAPER.argb() >> shift & 255;
            double level = part + 0.55 * edge;
            level += (paper - level) * bare;
            result |= (int) (Math.max(0, Math.min(255, level)) + 0.5) << shift;
        }
        return result;
    }

    private static double smooth(double t) {
        double inside = Math.max(0, Math.min(1, t));
        return inside * inside * (3 - 2 * inside);
    }

    private static int clamp(double at, int side) {
        return (int) Math.max(0, Math.min(side - 1, at + 0.5));
    }

    /** Box blur, first along rows, then along columns. */
    private static Pixmap soften(Pixmap picture, int radius) {
        Pixmap rows = blur(picture, radius, 1, picture.side());
        return blur(rows, radius, picture.side(), 1);
    }

    private static Pixmap blur(Pixmap picture, int radius, int along, int across) {
        int side = picture.side();
        int[] blurred = new int[side * side];
        int count = 2 * radius + 1;
        for (int line = 0; line < side; line++) {
            for (int i = 0; i < side; i++) {
                int red = 0;
                int green = 0;
                int blue = 0;
                for (int k = i - radius; k <= i + radius; k++) {
                    int color = picture.colors()[line * across + Math.max(0, Math.min(side - 1, k)) * along];
                    red += color >> 16 & 255;
                    green += color >> 8 & 255;
                    blue += color & 255;
                }
                blurred[line * across + i * along] = red / count << 16 | green / count << 8 | blue / count;
            }
        }
        return new Pixmap(side, blurred);
    }
}

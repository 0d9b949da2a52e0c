package io.diffusion4j.training.scenes.paint;

import java.util.Arrays;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;

/** Soft things, painted pixel by pixel: glows, veils, mirrors of water. */
final class Washes {
    private final int[] pixels;
    private final int side;
    private final double perUnit;

    Washes(Canvas canvas) {
        this.pixels = canvas.pixels();
        this.side = canvas.side();
        this.perUnit = canvas.perUnit();
    }

    /** Light around (x, y) that fades out at the radius. */
    void glow(double x, double y, double radius, Rgb color, double strength) {
        ellipse(x, y, radius, radius, color, strength);
    }

    /** A soft spot, densest in the middle. */
    void ellipse(double x, double y, double width, double height, Rgb color, double strength) {
        int source = color.argb();
        int first = pixel(y - height);
        int last = pixel(y + height);
        int left = pixel(x - width);
        int right = pixel(x + width);
        for (int row = first; row < last; row++) {
            double v = ((row + 0.5) / perUnit - y) / height;
            for (int column = left; column < right; column++) {
                double u = ((column + 0.5) / perUnit - x) / width;
                double near = 1 - u * u - v * v;
                if (near > 0) {
                    int at = row * side + column;
                    pixels[at] = over(source, strength * near * near, pixels[at]);
                }
            }
        }
    }

    /** A wash over whole rows, as dense as the function says of their heights in units. */
    void veil(Rgb color, DoubleUnaryOperator density) {
        int source = color.argb();
        for (int row = 0; row < side; row++) {
            double dense = density.applyAsDouble((row + 0.5) / perUnit);
            if (dense > 0) {
                for (int at = row * side; at < (row + 1) * side; at++) {
                    pixels[at] = over(source, dense, pixels[at]);
                }
            }
        }
    }

    /** Rows of one colour each, from the top of the canvas to the bottom. */
    void rows(DoubleFunction<Rgb> colors) {
        for (int row = 0; row < side; row++) {
            Arrays.fill(
                    pixels,
                    row * side,
                    (row + 1) * side,
                    colors.apply((row + 0.5) / perUnit).argb());
        }
    }

    /**
     * The mirror image of a layer below a line of water.
     *
     * @param layer what stands above the line; may be this canvas itself
     * @param squeeze height of the mirror image over that of the original
     * @param clear how clear it is, in [0, 1], at a distance below the line in units
     */
    void reflect(Canvas layer, double line, double squeeze, double phase, DoubleUnaryOperator clear) {
        int[] source = layer.pixels();
        int first = pixel(line);
        for (int row = first; row < side; row++) {
            double below = (row + 0.5) / perUnit - line;
            int from = pixel(line - below / squeeze) - 1;
            double share = clear.applyAsDouble(below);
            if (from < 0 || share <= 0) {
                return;
            }
            int shift = (int) Math.round(ripple(below, phase) * perUnit);
            for (int column = 0; column < side; column++) {
                int color = source[from * side + Math.max(0, Math.min(side - 1, column + shift))];
                if (color != 0) {
                    int at = row * side + column;
                    pixels[at] = over(color, share, pixels[at]);
                }
            }
        }
    }

    /** Lays another canvas of the same size over this one. */
    void lay(Canvas layer) {
        int[] source = layer.pixels();
        for (int at = 0; at < source.length; at++) {
            if (source[at] != 0) {
                pixels[at] = over(source[at], 1, pixels[at]);
            }
        }
    }

    private static double ripple(double below, double phase) {
        return Math.min(1, below / 12) * 1.1 * StrictMath.sin(below * 1.35 - below * below * 0.008 + phase);
    }

    private int pixel(double unit) {
        return Math.max(0, Math.min(side, (int) Math.round(unit * perUnit)));
    }

    /** Source over destination, both premultiplied. */
    static int over(int source, double strength, int destination) {
        int scale = (int) (Math.min(1, strength) * 256);
        int rest = 256 - (scale * (source >>> 24) / 255);
        int even = ((source & 0xff00ff) * scale >>> 8 & 0xff00ff) + ((destination & 0xff00ff) * rest >>> 8 & 0xff00ff);
        int odd =
                ((source >>> 8 & 0xff00ff) * scale & 0xff00ff00) + ((destination >>> 8 & 0xff00ff) * rest & 0xff00ff00);
        return even | odd;
    }
}

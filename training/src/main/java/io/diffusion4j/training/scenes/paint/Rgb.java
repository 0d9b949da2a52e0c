package io.diffusion4j.training.scenes.paint;

import java.awt.Color;

/** A colour of sRGB, each part in [0, 1]. */
record Rgb(double red, double green, double blue) {
    static final Rgb WHITE = new Rgb(1, 1, 1);
    static final Rgb BLACK = new Rgb(0, 0, 0);

    /** From 0xRRGGBB. */
    static Rgb of(int hex) {
        return new Rgb((hex >> 16 & 255) / 255.0, (hex >> 8 & 255) / 255.0, (hex & 255) / 255.0);
    }

    Rgb mix(Rgb other, double share) {
        return new Rgb(
                red + (other.red - red) * share,
                green + (other.green - green) * share,
                blue + (other.blue - blue) * share);
    }

    /** As it looks in light of that colour. */
    Rgb under(Rgb light) {
        return new Rgb(red * light.red, green * light.green, blue * light.blue);
    }

    Rgb lighter(double share) {
        return mix(WHITE, share);
    }

    Rgb darker(double share) {
        return mix(BLACK, share);
    }

    Rgb greyer(double share) {
        double grey = 0.3 * red + 0.59 * green + 0.11 * blue;
        return mix(new Rgb(grey, grey, grey), share);
    }

    Color color() {
        return color(1);
    }

    Color color(double alpha) {
        return new Color((float) clamp(red), (float) clamp(green), (float) clamp(blue), (float) clamp(alpha));
    }

    int argb() {
        return 255 << 24 | level(red) << 16 | level(green) << 8 | level(blue);
    }

    private static int level(double part) {
        return (int) (clamp(part) * 255 + 0.5);
    }

    private static double clamp(double part) {
        return Math.max(0, Math.min(1, part));
    }
}

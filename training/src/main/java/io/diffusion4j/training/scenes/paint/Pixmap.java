package io.diffusion4j.training.scenes.paint;

/** A square of opaque colours 0xRRGGBB, row by row. */
record Pixmap(int side, int[] colors) {
    int at(int x, int y) {
        return colors[y * side + x];
    }

    /** This picture with fewer pixels, each the mean of those that it covers. */
    Pixmap reduce(int smaller) {
        int[] reduced = new int[smaller * smaller];
        for (int y = 0; y < smaller; y++) {
            int top = y * side / smaller;
            int bottom = (y + 1) * side / smaller;
            for (int x = 0; x < smaller; x++) {
                reduced[y * smaller + x] = mean(x * side / smaller, (x + 1) * side / smaller, top, bottom);
            }
        }
        return new Pixmap(smaller, reduced);
    }

    private int mean(int left, int right, int top, int bottom) {
        int area = (right - left) * (bottom - top);
        int red = area / 2;
        int green = area / 2;
        int blue = area / 2;
        for (int y = top; y < bottom; y++) {
            for (int at = y * side + left, end = y * side + right; at < end; at++) {
                red += colors[at] >> 16 & 255;
                green += colors[at] >> 8 & 255;
                blue += colors[at] & 255;
            }
        }
        return red / area << 16 | green / area << 8 | blue / area;
    }

    /** This picture with other pixels, each that at its middle. */
    Pixmap sample(int other) {
        int[] sampled = new int[other * other];
        for (int y = 0; y < other; y++) {
            int row = (2 * y + 1) * side / (2 * other);
            for (int x = 0; x < other; x++) {
                sampled[y * other + x] = at((2 * x + 1) * side / (2 * other), row);
            }
        }
        return new Pixmap(other, sampled);
    }

    Pixmap flip() {
        int[] flipped = new int[colors.length];
        for (int at = 0; at < colors.length; at++) {
            int x = at % side;
            flipped[at] = colors[at - x + side - 1 - x];
        }
        return new Pixmap(side, flipped);
    }
}

package io.diffusion4j.training.scenes.paint;

import java.util.Arrays;

/** The few colours that come nearest to a picture: k-means of its pixels. */
record Inks(int[] colors) {
    private static final int ROUNDS = 8;

    static Inks of(Pixmap picture, int count) {
        Inks inks = farApart(picture.colors(), count);
        for (int round = 0; round < ROUNDS; round++) {
            inks = inks.means(picture.colors());
        }
        return inks;
    }

    /** The picture in these colours, made a little stronger as printing inks are. */
    Pixmap print(Pixmap picture) {
        int[] strong = Arrays.stream(colors).map(Inks::vivid).toArray();
        int[] printed = new int[picture.colors().length];
        int color = picture.colors()[0];
        int ink = strong[nearest(color)];
        for (int i = 0; i < printed.length; i++) {
            if (picture.colors()[i] != color) {
                color = picture.colors()[i];
                ink = strong[nearest(color)];
            }
            printed[i] = ink;
        }
        return new Pixmap(picture.side(), printed);
    }

    /** Starts with one; each further colour is the one farthest from those before, so that small things keep theirs. */
    private static Inks farApart(int[] samples, int count) {
        int[] inks = new int[count];
        inks[0] = samples[0];
        int[] distances = new int[samples.length];
        Arrays.fill(distances, Integer.MAX_VALUE);
        for (int ink = 1; ink < count; ink++) {
            int farthest = 0;
            for (int i = 0; i < samples.length; i++) {
                distances[i] = Math.min(distances[i], distance(samples[i], inks[ink - 1]));
                farthest = distances[i] > distances[farthest] ? i : farthest;
            }
            inks[ink] = samples[farthest];
        }
        return new Inks(inks);
    }

    private Inks means(int[] samples) {
        long[][] sums = new long[colors.length][4];
        for (int color : samples) {
            long[] sum = sums[nearest(color)];
            sum[0] += color >> 16 & 255;
            sum[1] += color >> 8 & 255;
            sum[2] += color & 255;
            sum[3]++;
        }
        int[] means = colors.clone();
        for (int ink = 0; ink < means.length; ink++) {
            long[] sum = sums[ink];
            if (sum[3] > 0) {
                means[ink] = (int) (sum[0] / sum[3] << 16 | sum[1] / sum[3] << 8 | sum[2] / sum[3]);
            }
        }
        return new Inks(means);
    }

    private int nearest(int color) {
        int best = 0;
        int least = Integer.MAX_VALUE;
        for (int ink = 0; ink < colors.length; ink++) {
            int distance = distance(color, colors[ink]);
            if (distance < least) {
                least = distance;
                best = ink;
            }
        }
        return best;
    }

    private static int distance(int first, int second) {
        int red = (first >> 16 & 255) - (second >> 16 & 255);
        int green = (first >> 8 & 255) - (second >> 8 & 255);
        int blue = (first & 255) - (second & 255);
        return 3 * red * red + 4 * green * green + 2 * blue * blue;
    }

    private static int vivid(int color) {
        int red = color >> 16 & 255;
        int green = color >> 8 & 255;
        int blue = color & 255;
        int grey = (3 * red + 6 * green + blue) / 10;
        return stronger(red, grey) << 16 | stronger(green, grey) << 8 | stronger(blue, grey);
    }

    private static int stronger(int part, int grey) {
        return Math.max(0, Math.min(255, part + (part - grey) / 5));
    }
}

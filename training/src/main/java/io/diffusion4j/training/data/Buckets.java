package io.diffusion4j.training.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * The sizes of the batches at one resolution: shapes from portrait to landscape of about as many pixels as the square has, so
 * that pictures keep most of what they show. NovelAI 2022; Podell et al. 2023, section 2.3.
 *
 * @param sizes by width
 */
public record Buckets(List<Extent> sizes) {
    public Buckets {
        sizes = List.copyOf(sizes);
    }

    /**
     * @param resolution sides of the square in pixels, a multiple of the step
     * @param step what all sides are multiples of, in pixels
     * @param largestAspect the longer side over the shorter one, 1 or more; 1 leaves the square alone
     */
    public static Buckets of(int resolution, int step, double largestAspect) {
        if (resolution % step != 0) {
            throw new IllegalArgumentException(
                    "the resolution must be a multiple of the step, " + step + ", got " + resolution);
        }
        TreeSet<Extent> sizes =
                new TreeSet<>(Comparator.comparing(Extent::width).thenComparing(Extent::height));
        long area = (long) resolution * resolution;
        for (int shorter = step; shorter <= resolution; shorter += step) {
            int longer = (int) (area / shorter / step * step);
            if ((double) longer / shorter <= largestAspect) {
                sizes.add(new Extent(shorter, longer));
                sizes.add(new Extent(longer, shorter));
            }
        }
        return new Buckets(new ArrayList<>(sizes));
    }

    /** The number of the bucket whose shape is nearest to the picture's; wide and tall differ alike. */
    public int nearest(Extent picture) {
        int best = 0;
        for (int i = 1; i < sizes.size(); i++) {
            if (distance(sizes.get(i), picture) < distance(sizes.get(best), picture)) {
                best = i;
            }
        }
        return best;
    }

    private static double distance(Extent one, Extent other) {
        return Math.abs(logAspect(one) - logAspect(other));
    }

    private static double logAspect(Extent size) {
        return Math.log((double) size.width() / size.height());
    }
}

package io.diffusion4j.training.data;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Pictures with captions. Immutable and safe for several threads. */
public interface DataSet {
    /** How many there are; their numbers begin with 0. */
    long size();

    /** Width and height of a picture in pixels, without decoding it. */
    Extent extent(long number);

    /** The picture, the same every time. @throws io.diffusion4j.core.error.DiffusionException naming the file if it cannot be read */
    BufferedImage image(long number);

    /** A caption of the picture. @param random chooses, where a picture has many captions */
    Caption caption(long number, SplittableRandom random);

    /** What is true of the picture, named in its caption or not; empty for data sets that do not know. */
    default Map<String, String> truth(long number) {
        return Map.of();
    }

    /** The attributes that {@link #truth} may hold, and the values of each, in a fixed order; empty where it is empty. */
    default Map<String, List<String>> attributes() {
        return Map.of();
    }
}

package io.diffusion4j.training.data;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.SplittableRandom;

/** Black pictures of shapes that recur. */
record Shapes(long size, List<Extent> shapes) implements DataSet {
    @Override
    public Extent extent(long number) {
        return shapes.get((int) (number % shapes.size()));
    }

    @Override
    public BufferedImage image(long number) {
        return new BufferedImage(extent(number).width(), extent(number).height(), BufferedImage.TYPE_INT_RGB);
    }

    @Override
    public Caption caption(long number, SplittableRandom random) {
        return Caption.of("picture " + number);
    }
}

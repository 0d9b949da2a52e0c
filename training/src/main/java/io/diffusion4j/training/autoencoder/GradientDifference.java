package io.diffusion4j.training.autoencoder;

import org.bytedeco.pytorch.Tensor;

/**
 * The absolute difference of the steps from each pixel to its neighbours, on average: what edges are made of, which a
 * difference of pixels lets blur. Mathieu, Couprie and LeCun 2016, section 3.2, without the absolute values inside, so that
 * the sign of an edge counts.
 */
record GradientDifference() implements PerceptualTerm {
    private static final int ROWS = 2;
    private static final int COLUMNS = 3;

    @Override
    public Tensor between(Tensor image, Tensor reconstruction) {
        // the step is linear, so the difference of steps is the step of the difference
        Tensor difference = reconstruction.sub(image);
        return steps(difference, ROWS).add(steps(difference, COLUMNS));
    }

    private static Tensor steps(Tensor x, int dimension) {
        long count = x.size(dimension) - 1;
        return x.narrow(dimension, 1, count)
                .sub(x.narrow(dimension, 0, count))
                .abs()
                .mean();
    }
}

package io.diffusion4j.training.autoencoder;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * One minus the structural similarity of two pictures: how alike the means, variances and the course of pixels are in each of
 * many windows. Wang, Bovik, Sheikh and Simoncelli 2004, equation 13; as a loss Zhao et al. 2017. The windows are squares of 8
 * by 8 pixels whose pixels count alike, 4 pixels apart.
 */
record StructuralSimilarity() implements PerceptualTerm {
    private static final long[] SIZE = {8, 8};
    private static final long[] STEP = {4, 4};
    private static final long[] NO_PADDING = {0, 0};
    private static final double RANGE = 2;
    private static final double OF_MEANS = Math.pow(0.01 * RANGE, 2);
    private static final double OF_VARIANCES = Math.pow(0.03 * RANGE, 2);

    @Override
    public Tensor between(Tensor image, Tensor reconstruction) {
        Tensor meanA = mean(image);
        Tensor meanB = mean(reconstruction);
        Tensor product = meanA.mul(meanB);
        Tensor squares = meanA.square().add(meanB.square());
        Tensor covariance = mean(image.mul(reconstruction)).sub(product);
        Tensor variances = mean(image.square().add(reconstruction.square())).sub(squares);
        Scalar two = new Scalar(2.0);
        Scalar c1 = new Scalar(OF_MEANS);
        Scalar c2 = new Scalar(OF_VARIANCES);
        Tensor similarity = product.mul(two)
                .add(c1)
                .mul(covariance.mul(two).add(c2))
                .div(squares.add(c1).mul(variances.add(c2)));
        return similarity.mean().neg().add(new Scalar(1.0));
    }

    private static Tensor mean(Tensor x) {
        return torch.avg_pool2d(x, SIZE, STEP, NO_PADDING, false, true, new LongOptional());
    }
}

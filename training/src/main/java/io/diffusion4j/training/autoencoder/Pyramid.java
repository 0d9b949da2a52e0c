package io.diffusion4j.training.autoencoder;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The average of a term over several scales, each half as large as the one before: coarse structure counts like fine. Wang,
 * Simoncelli and Bovik 2003. Scales of less than 8 pixels are left out.
 */
record Pyramid(PerceptualTerm term, int scales) implements PerceptualTerm {
    private static final int SMALLEST = 8;

    @Override
    public Tensor between(Tensor image, Tensor reconstruction) {
        Tensor sum = term.between(image, reconstruction);
        Tensor a = image;
        Tensor b = reconstruction;
        int count = 1;
        while (count < scales && Math.min(a.size(2), a.size(3)) >= 2 * SMALLEST) {
            a = halve(a);
            b = halve(b);
            sum = sum.add(term.between(a, b));
            count++;
        }
        return sum.div(new Scalar((double) count));
    }

    private static Tensor halve(Tensor x) {
        return torch.avg_pool2d(x, 2, 2);
    }
}

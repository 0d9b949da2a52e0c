package io.diffusion4j.training.measure;

import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import org.bytedeco.pytorch.Tensor;

/** How well pictures go with captions: the cosine between the two in their shared space. Hessel et al. 2021. */
public final class ClipScore {
    private ClipScore() {}

    /**
     * One for each pair, from -1 to 1.
     *
     * @param images rows of length 1 [pairs, projection]
     * @param texts the same shape
     */
    public static double[] each(Tensor images, Tensor texts) {
        try (Scope scope = Scope.open()) {
            return HostData.doubles(images.mul(texts).sum(1));
        }
    }
}

package io.diffusion4j.training.autoencoder;

import org.bytedeco.pytorch.Tensor;

/** How much two pictures differ to the eye. */
@FunctionalInterface
interface PerceptualTerm {
    /**
     * Records gradients; computed without autocast.
     *
     * @param image [batch, 3, height, width] in -1..1
     * @param reconstruction the same shape, about -1..1
     * @return one number, 0 for equal pictures; belongs to the open scope
     */
    Tensor between(Tensor image, Tensor reconstruction);
}

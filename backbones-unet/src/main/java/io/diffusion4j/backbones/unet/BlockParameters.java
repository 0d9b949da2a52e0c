package io.diffusion4j.backbones.unet;

import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.nn.Activation;
import io.diffusion4j.core.nn.GroupNorm;
import io.diffusion4j.core.weights.Weights;

/**
 * What all blocks of one network have in common.
 *
 * @param timeWidth channels of the timestep embedding
 * @param groups groups of every group norm
 * @param epsilon of the residual blocks' group norms
 * @param activation of the residual blocks
 * @param kernel computes the attention
 * @param projection how transformers are entered and left
 */
record BlockParameters(
        int timeWidth,
        int groups,
        double epsilon,
        Activation activation,
        AttentionKernel kernel,
        TokenProjection.Maker projection) {
    GroupNorm norm(Weights weights, int channels) {
        return GroupNorm.of(weights, channels, groups, epsilon);
    }
}

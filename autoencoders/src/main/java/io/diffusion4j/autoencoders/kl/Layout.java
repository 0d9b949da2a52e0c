package io.diffusion4j.autoencoders.kl;

import io.diffusion4j.core.nn.Activation;
import io.diffusion4j.core.nn.GroupNorm;
import io.diffusion4j.core.weights.Weights;

/** What all blocks of one autoencoder have in common. */
record Layout(int groups, Activation activation) {
    private static final double EPSILON = 1e-6;

    GroupNorm norm(Weights weights, long channels) {
        return GroupNorm.of(weights, channels, groups, EPSILON);
    }

    NormActivation normActivation(Weights weights, long channels) {
        return new NormActivation(norm(weights, channels), activation);
    }

    /** The last non-linearity is SiLU in all published models, whatever the blocks use. */
    NormActivation lastNormActivation(Weights weights, long channels) {
        return new NormActivation(norm(weights, channels), Activation.SILU);
    }
}

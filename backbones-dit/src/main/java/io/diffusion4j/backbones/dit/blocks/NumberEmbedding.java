package io.diffusion4j.backbones.dit.blocks;

import io.diffusion4j.core.nn.Activation;
import io.diffusion4j.core.nn.SinusoidalEmbedding;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A number, such as a timestep, a guidance scale or a side of the image, as a vector: sines and cosines, then a
 * perceptron. Peebles and Xie 2023, section 3.2.
 */
public final class NumberEmbedding {
    /** Sines and cosines of all published models. */
    private static final int SINUSOIDS = 256;

    private final SinusoidalEmbedding sinusoids;
    private final EmbeddingPerceptron perceptron;

    private NumberEmbedding(SinusoidalEmbedding sinusoids, EmbeddingPerceptron perceptron) {
        this.sinusoids = sinusoids;
        this.perceptron = perceptron;
    }

    /** Frequencies from 1 down to just above 1/10000. */
    public static NumberEmbedding of(Weights weights, long width) {
        return withFrequencyShift(weights, width, 0);
    }

    /** @param frequencyShift subtracted from half the number of sinusoids in the exponent's divisor */
    public static NumberEmbedding withFrequencyShift(Weights weights, long width, double frequencyShift) {
        return new NumberEmbedding(
                new SinusoidalEmbedding(SINUSOIDS, true, frequencyShift),
                EmbeddingPerceptron.of(weights, SINUSOIDS, width, Activation.SILU));
    }

    /** @param numbers [n] @return [n, width] in that dtype; belongs to the open scope */
    public Tensor apply(Tensor numbers, ScalarType dtype) {
        try (Scope scope = Scope.open()) {
            // Half types cannot tell neighbouring timesteps apart, so the sinusoids are float32 whatever the dtype.
            return scope.keep(perceptron.apply(sinusoids.apply(numbers).toType(dtype)));
        }
    }
}

package io.diffusion4j.backbones.dit.blocks;

import io.diffusion4j.core.nn.Activation;
import io.diffusion4j.core.nn.Linear;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import org.bytedeco.pytorch.Tensor;

/** Two linear layers with an activation between them: brings what a model is conditioned on to its width. */
public final class EmbeddingPerceptron {
    private final Linear first;
    private final Activation activation;
    private final Linear second;

    private EmbeddingPerceptron(Linear first, Activation activation, Linear second) {
        this.first = first;
        this.activation = activation;
        this.second = second;
    }

    /** Reads {@code linear_1} [width, in] and {@code linear_2} [width, width]. */
    public static EmbeddingPerceptron of(Weights weights, long in, long width, Activation activation) {
        return new EmbeddingPerceptron(
                Linear.of(weights.at("linear_1"), in, width),
                activation,
                Linear.of(weights.at("linear_2"), width, width));
    }

    /** @param x [..., in] @return [..., width]; belongs to the open scope */
    public Tensor apply(Tensor x) {
        try (Scope scope = Scope.open()) {
            return scope.keep(second.apply(activation.applyOver(first.apply(x))));
        }
    }
}

package io.diffusion4j.backbones.dit.blocks;

import io.diffusion4j.core.nn.Activation;
import io.diffusion4j.core.nn.Linear;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import org.bytedeco.pytorch.Tensor;

/** The perceptron of a transformer block: each token for itself. Vaswani et al. 2017, section 3.3. */
public final class FeedForward {
    private static final long GROWTH = 4;

    private final Linear in;
    private final Activation activation;
    private final Linear out;

    private FeedForward(Linear in, Activation activation, Linear out) {
        this.in = in;
        this.activation = activation;
        this.out = out;
    }

    /** Reads {@code net.0.proj} [4 · width, width] and {@code net.2} [width, 4 · width]. */
    public static FeedForward of(Weights weights, long width, Activation activation) {
        return new FeedForward(
                Linear.of(weights.at("net.0.proj"), width, GROWTH * width),
                activation,
                Linear.of(weights.at("net.2"), GROWTH * width, width));
    }

    /** @param tokens [..., width] @return the same shape, a tensor of its own; belongs to the open scope */
    public Tensor apply(Tensor tokens) {
        try (Scope scope = Scope.open()) {
            return scope.keep(out.apply(activation.applyOver(in.apply(tokens))));
        }
    }
}

package io.diffusion4j.textencoders.t5;

import io.diffusion4j.core.nn.RmsNorm;
import io.diffusion4j.core.spi.BuildContext;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import org.bytedeco.pytorch.Tensor;

/** A transformer block that normalises before each of its two residual branches. */
final class T5Block {
    private final RmsNorm attentionNorm;
    private final T5Attention attention;
    private final RmsNorm feedForwardNorm;
    private final T5FeedForward feedForward;

    T5Block(T5Settings settings, BuildContext context, Weights weights) {
        Weights first = weights.at("layer").at(0);
        Weights second = weights.at("layer").at(1);
        attentionNorm = RmsNorm.of(first.at("layer_norm"), settings.width(), settings.normEpsilon());
        attention = new T5Attention(settings, first.at("SelfAttention"), context.attention());
        feedForwardNorm = RmsNorm.of(second.at("layer_norm"), settings.width(), settings.normEpsilon());
        feedForward = new T5FeedForward(settings, context.dtype(), second.at("DenseReluDense"));
    }

    /** x [batch, tokens, width] to the same shape. */
    Tensor apply(Tensor x, Tensor bias) {
        try (Scope scope = Scope.open()) {
            Tensor attended = x.add(attention.apply(attentionNorm.apply(x), bias));
            return scope.keep(attended.add(feedForward.apply(feedForwardNorm.apply(attended))));
        }
    }
}

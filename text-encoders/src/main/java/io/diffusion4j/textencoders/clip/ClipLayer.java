package io.diffusion4j.textencoders.clip;

import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.nn.Activation;
import io.diffusion4j.core.nn.LayerNorm;
import io.diffusion4j.core.nn.Linear;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import org.bytedeco.pytorch.Tensor;

/** A transformer layer that normalises before each of its two residual branches. */
final class ClipLayer {
    private final LayerNorm attentionNorm;
    private final ClipAttention attention;
    private final LayerNorm feedForwardNorm;
    private final Linear up;
    private final Activation activation;
    private final Linear down;

    ClipLayer(ClipTextSettings settings, Weights weights, AttentionKernel kernel) {
        int width = settings.width();
        attentionNorm = LayerNorm.of(weights.at("layer_norm1"), width, settings.normEpsilon());
        attention = new ClipAttention(settings, weights.at("self_attn"), kernel);
        feedForwardNorm = LayerNorm.of(weights.at("layer_norm2"), width, settings.normEpsilon());
        up = Linear.of(weights.at("mlp.fc1"), width, settings.feedForwardWidth());
        activation = settings.activation();
        down = Linear.of(weights.at("mlp.fc2"), settings.feedForwardWidth(), width);
    }

    /** x [batch, tokens, width] to the same shape. */
    Tensor apply(Tensor x, Tensor mask) {
        try (Scope scope = Scope.open()) {
            Tensor attended = x.add(attention.apply(attentionNorm.apply(x), mask));
            return scope.keep(attended.add(down.apply(activation.apply(up.apply(feedForwardNorm.apply(attended))))));
        }
    }
}

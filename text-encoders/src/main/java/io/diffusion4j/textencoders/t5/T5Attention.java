package io.diffusion4j.textencoders.t5;

import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.nn.Linear;
import io.diffusion4j.core.weights.Weights;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** Multi-head self attention without biases, whose scores are not divided: the weights were trained that way. */
final class T5Attention {
    private final Linear query;
    private final Linear key;
    private final Linear value;
    private final Linear out;
    private final AttentionKernel kernel;
    private final long heads;
    private final long size;

    T5Attention(T5Settings settings, Weights weights, AttentionKernel kernel) {
        heads = settings.heads();
        size = settings.headWidth();
        query = Linear.withoutBias(weights.at("q"), settings.width(), heads * size);
        key = Linear.withoutBias(weights.at("k"), settings.width(), heads * size);
        value = Linear.withoutBias(weights.at("v"), settings.width(), heads * size);
        out = Linear.withoutBias(weights.at("o"), heads * size, settings.width());
        this.kernel = kernel;
    }

    /** x [batch, tokens, width] to the same shape; the bias is added to the scores [batch, heads, tokens, tokens]. */
    Tensor apply(Tensor x, Tensor bias) {
        Tensor attended =
                kernel.attend(split(query.apply(x)), split(key.apply(x)), split(value.apply(x)), Optional.of(bias), 1);
        return out.apply(attended.transpose(1, 2).flatten(2, 3));
    }

    private Tensor split(Tensor x) {
        return x.view(x.size(0), x.size(1), heads, size).transpose(1, 2);
    }
}

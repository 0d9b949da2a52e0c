package io.diffusion4j.backbones.unet;

import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.backbone.Remembered;
import io.diffusion4j.core.nn.Linear;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** Multi-head attention from tokens to a source of other tokens, or to themselves. Vaswani et al. 2017, section 3.2.2. */
final class CrossAttention {
    private final Linear toQuery;
    private final Linear toKey;
    private final Linear toValue;
    private final Linear toOut;
    private final AttentionKernel kernel;
    private final long heads;
    private final long headSize;

    private CrossAttention(Weights weights, long width, long sourceWidth, long heads, AttentionKernel kernel) {
        this.toQuery = Linear.withoutBias(weights.at("to_q"), width, width);
        this.toKey = Linear.withoutBias(weights.at("to_k"), sourceWidth, width);
        this.toValue = Linear.withoutBias(weights.at("to_v"), sourceWidth, width);
        this.toOut = Linear.of(weights.at("to_out.0"), width, width);
        this.kernel = kernel;
        this.heads = heads;
        this.headSize = width / heads;
    }

    static CrossAttention of(Weights weights, long width, long sourceWidth, long heads, AttentionKernel kernel) {
        return new CrossAttention(weights, width, sourceWidth, heads, kernel);
    }

    /**
     * @param tokens [batch, tokens, width]
     * @param source [batch, source tokens, source width]
     * @param bias added to the scores, broadcastable to [batch, heads, tokens, source tokens]
     * @param memory if the source is the same in all steps
     * @return [batch, tokens, width], a tensor of its own; belongs to the open scope
     */
    Tensor apply(Tensor tokens, Tensor source, Optional<Tensor> bias, Remembered memory) {
        try (Scope scope = Scope.open()) {
            Tensor joined = attended(tokens, source, bias, memory.at(this))
                    .transpose(1, 2)
                    .flatten(2, 3);
            return scope.keep(toOut.apply(joined));
        }
    }

    private Tensor attended(Tensor tokens, Tensor source, Optional<Tensor> bias, Remembered memory) {
        try (Scope scope = Scope.open()) {
            Tensor query = split(toQuery.apply(tokens));
            Tensor key = memory.at("key").get(() -> split(toKey.apply(source)));
            Tensor value = memory.at("value").get(() -> split(toValue.apply(source)));
            return scope.keep(kernel.attend(query, key, value, bias, 1 / Math.sqrt(headSize)));
        }
    }

    /** [batch, tokens, heads · size] as [batch, heads, tokens, size]. */
    private Tensor split(Tensor joined) {
        return joined.view(joined.size(0), joined.size(1), heads, headSize).transpose(1, 2);
    }
}

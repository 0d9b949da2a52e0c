package io.diffusion4j.backbones.dit.blocks;

import io.diffusion4j.core.backbone.Remembered;
import io.diffusion4j.core.nn.Linear;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** Attention from tokens to a source of other tokens, or to themselves. Vaswani et al. 2017, section 3.2.2. */
public final class MultiHeadAttention {
    private final Linear toQuery;
    private final Linear toKey;
    private final Linear toValue;
    private final Linear toOut;
    private final AttentionHeads heads;

    private MultiHeadAttention(Weights weights, long sourceWidth, boolean bias, AttentionHeads heads) {
        int width = heads.width();
        this.toQuery = Linear.of(weights.at("to_q"), width, width, bias);
        this.toKey = Linear.of(weights.at("to_k"), sourceWidth, width, bias);
        this.toValue = Linear.of(weights.at("to_v"), sourceWidth, width, bias);
        this.toOut = Linear.of(weights.at("to_out.0"), width, width);
        this.heads = heads;
    }

    /** @param bias whether query, key and value have one; the output always has */
    public static MultiHeadAttention of(Weights weights, long sourceWidth, boolean bias, AttentionHeads heads) {
        return new MultiHeadAttention(weights, sourceWidth, bias, heads);
    }

    /** Of the tokens among themselves. @return the same shape, a tensor of its own; belongs to the open scope */
    public Tensor apply(Tensor tokens) {
        return apply(tokens, tokens, Optional.empty(), Remembered.nothing());
    }

    /**
     * To a text, added to the tokens.
     *
     * @param tokens [batch, tokens, width]
     * @param inputs with the text and its bias
     * @return [batch, tokens, width]; belongs to the open scope
     */
    public Tensor addTo(Tensor tokens, BlockInputs inputs) {
        try (Scope scope = Scope.open()) {
            return scope.keep(apply(tokens, inputs.context(), inputs.contextBias(), inputs.memory())
                    .add_(tokens));
        }
    }

    private Tensor apply(Tensor tokens, Tensor source, Optional<Tensor> mask, Remembered memory) {
        try (Scope scope = Scope.open()) {
            return scope.keep(toOut.apply(attended(tokens, source, mask, memory)));
        }
    }

    private Tensor attended(Tensor tokens, Tensor source, Optional<Tensor> mask, Remembered memory) {
        try (Scope scope = Scope.open()) {
            Tensor query = heads.split(toQuery.apply(tokens));
            Tensor key = memory.at("key").get(() -> heads.split(toKey.apply(source)));
            Tensor value = memory.at("value").get(() -> heads.split(toValue.apply(source)));
            return scope.keep(heads.attend(query, key, value, mask));
        }
    }
}

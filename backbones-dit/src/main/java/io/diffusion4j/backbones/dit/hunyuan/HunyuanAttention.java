package io.diffusion4j.backbones.dit.hunyuan;

import io.diffusion4j.backbones.dit.blocks.AttentionHeads;
import io.diffusion4j.backbones.dit.blocks.RotaryTable;
import io.diffusion4j.core.backbone.Remembered;
import io.diffusion4j.core.nn.LayerNorm;
import io.diffusion4j.core.nn.Linear;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** Attention with normalised queries and keys, from placed tokens to themselves or to a text without places. */
final class HunyuanAttention {
    private static final double EPSILON = 1e-6;

    private final Linear toQuery;
    private final Linear toKey;
    private final Linear toValue;
    private final Linear toOut;
    private final LayerNorm queryNorm;
    private final LayerNorm keyNorm;
    private final AttentionHeads heads;

    private HunyuanAttention(Weights weights, long sourceWidth, AttentionHeads heads) {
        int width = heads.width();
        this.toQuery = Linear.of(weights.at("to_q"), width, width);
        this.toKey = Linear.of(weights.at("to_k"), sourceWidth, width);
        this.toValue = Linear.of(weights.at("to_v"), sourceWidth, width);
        this.toOut = Linear.of(weights.at("to_out.0"), width, width);
        this.queryNorm = LayerNorm.of(weights.at("norm_q"), heads.size(), EPSILON);
        this.keyNorm = LayerNorm.of(weights.at("norm_k"), heads.size(), EPSILON);
        this.heads = heads;
    }

    static HunyuanAttention of(Weights weights, long sourceWidth, AttentionHeads heads) {
        return new HunyuanAttention(weights, sourceWidth, heads);
    }

    /** Among the tokens. @return [batch, tokens, width], a tensor of its own; belongs to the open scope */
    Tensor among(Tensor tokens, RotaryTable positions) {
        try (Scope scope = Scope.open()) {
            Tensor key = positions.apply(keyNorm.apply(heads.split(toKey.apply(tokens))));
            return scope.keep(attended(tokens, positions, key, heads.split(toValue.apply(tokens))));
        }
    }

    /** From the tokens to a text. @return [batch, tokens, width], a tensor of its own; belongs to the open scope */
    Tensor to(Tensor text, Tensor tokens, RotaryTable positions, Remembered memory) {
        try (Scope scope = Scope.open()) {
            Tensor key = memory.at("key").get(() -> keyNorm.apply(heads.split(toKey.apply(text))));
            Tensor value = memory.at("value").get(() -> heads.split(toValue.apply(text)));
            return scope.keep(attended(tokens, positions, key, value));
        }
    }

    private Tensor attended(Tensor tokens, RotaryTable positions, Tensor key, Tensor value) {
        Tensor query = positions.apply(queryNorm.apply(heads.split(toQuery.apply(tokens))));
        return toOut.apply(heads.attend(query, key, value, Optional.empty()));
    }
}

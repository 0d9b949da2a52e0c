package io.diffusion4j.backbones.dit.lumina;

import io.diffusion4j.backbones.dit.blocks.AttentionHeads;
import io.diffusion4j.backbones.dit.blocks.RmsNorm;
import io.diffusion4j.backbones.dit.blocks.RotaryTable;
import io.diffusion4j.core.nn.Linear;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** Self-attention in which several heads ask the same keys. Ainslie et al. 2023. */
final class GroupedQueryAttention {
    private static final double EPSILON = 1e-5;

    private final Linear toQuery;
    private final Linear toKey;
    private final Linear toValue;
    private final Linear toOut;
    private final RmsNorm queryNorm;
    private final RmsNorm keyNorm;
    private final AttentionHeads heads;
    private final AttentionHeads keyHeads;

    private GroupedQueryAttention(Weights weights, AttentionHeads heads, AttentionHeads keyHeads) {
        int width = heads.width();
        this.toQuery = Linear.withoutBias(weights.at("to_q"), width, width);
        this.toKey = Linear.withoutBias(weights.at("to_k"), width, keyHeads.width());
        this.toValue = Linear.withoutBias(weights.at("to_v"), width, keyHeads.width());
        this.toOut = Linear.withoutBias(weights.at("to_out.0"), width, width);
        this.queryNorm = RmsNorm.of(weights.at("norm_q"), heads.size(), EPSILON);
        this.keyNorm = RmsNorm.of(weights.at("norm_k"), heads.size(), EPSILON);
        this.heads = heads;
        this.keyHeads = keyHeads;
    }

    /** @param keyHeads of the same size; their number divides that of the heads */
    static GroupedQueryAttention of(Weights weights, AttentionHeads heads, AttentionHeads keyHeads) {
        return new GroupedQueryAttention(weights, heads, keyHeads);
    }

    /** @param tokens [batch, tokens, width] @return the same shape, a tensor of its own; belongs to the open scope */
    Tensor apply(Tensor tokens, RotaryTable positions, Optional<Tensor> bias) {
        try (Scope scope = Scope.open()) {
            return scope.keep(toOut.apply(attended(tokens, positions, bias)));
        }
    }

    private Tensor attended(Tensor tokens, RotaryTable positions, Optional<Tensor> bias) {
        try (Scope scope = Scope.open()) {
            Tensor query = positions.apply(queryNorm.apply(heads.split(toQuery.apply(tokens))));
            Tensor key = positions.apply(keyNorm.apply(keyHeads.split(toKey.apply(tokens))));
            Tensor value = keyHeads.split(toValue.apply(tokens));
            return scope.keep(heads.attend(query, shared(key), shared(value), bias));
        }
    }

    /** Each head of keys or values next to itself, once for each head that asks it. */
    private Tensor shared(Tensor grouped) {
        long repeats = heads.count() / keyHeads.count();
        return grouped.unsqueeze(2)
                .expand(grouped.size(0), grouped.size(1), repeats, grouped.size(2), grouped.size(3))
                .flatten(1, 2);
    }
}

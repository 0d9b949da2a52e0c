package io.diffusion4j.backbones.dit.blocks;

import io.diffusion4j.core.nn.Linear;
import io.diffusion4j.core.weights.Weights;
import org.bytedeco.pytorch.Tensor;

/** Makes queries, keys and values of tokens, and normalises the first two. */
public final class QueryKeyValueLayer {
    private final AttentionHeads heads;
    private final Linear query;
    private final Linear key;
    private final Linear value;
    private final HeadNorm queryNorm;
    private final HeadNorm keyNorm;

    /** Where the weights of a layer are. */
    public record Names(String query, String key, String value, String queryNorm, String keyNorm) {
        /** Of self-attention, and of the image in joint attention. */
        public static final Names IMAGE = new Names("to_q", "to_k", "to_v", "norm_q", "norm_k");
        /** Of the text in joint attention. */
        public static final Names TEXT =
                new Names("add_q_proj", "add_k_proj", "add_v_proj", "norm_added_q", "norm_added_k");
    }

    private QueryKeyValueLayer(Weights weights, Names names, boolean bias, AttentionHeads heads, HeadNorm.Kind norm) {
        int width = heads.width();
        this.heads = heads;
        this.query = Linear.of(weights.at(names.query()), width, width, bias);
        this.key = Linear.of(weights.at(names.key()), width, width, bias);
        this.value = Linear.of(weights.at(names.value()), width, width, bias);
        this.queryNorm = norm.of(weights.at(names.queryNorm()), heads.size());
        this.keyNorm = norm.of(weights.at(names.keyNorm()), heads.size());
    }

    /** Reads three linear layers [width, width] and what the norm has. */
    public static QueryKeyValueLayer of(Weights weights, Names names, AttentionHeads heads, HeadNorm.Kind norm) {
        return new QueryKeyValueLayer(weights, names, true, heads, norm);
    }

    /** The same without biases. */
    public static QueryKeyValueLayer withoutBias(
            Weights weights, Names names, AttentionHeads heads, HeadNorm.Kind norm) {
        return new QueryKeyValueLayer(weights, names, false, heads, norm);
    }

    /** @param tokens [batch, tokens, width] @return tensors of the open scope */
    public QueryKeyValue apply(Tensor tokens) {
        return new QueryKeyValue(
                queryNorm.apply(heads.split(query.apply(tokens))),
                keyNorm.apply(heads.split(key.apply(tokens))),
                heads.split(value.apply(tokens)));
    }
}

package io.diffusion4j.backbones.dit.blocks;

import static org.bytedeco.pytorch.global.torch.cat;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/**
 * What tokens ask for, what they are found by and what they tell, for each head.
 *
 * @param query [batch, heads, tokens, size]
 * @param key [batch, heads, tokens, size]
 * @param value [batch, heads, tokens, size]
 */
public record QueryKeyValue(Tensor query, Tensor key, Tensor value) {
    /** These tokens, then the others; the tensors belong to the open scope. */
    public QueryKeyValue then(QueryKeyValue others) {
        return new QueryKeyValue(joined(query, others.query), joined(key, others.key), joined(value, others.value));
    }

    /** With the positions of the tokens in queries and keys; these belong to the open scope. */
    public QueryKeyValue rotated(RotaryTable positions) {
        return new QueryKeyValue(positions.apply(query), positions.apply(key), value);
    }

    private static Tensor joined(Tensor first, Tensor second) {
        return cat(new TensorVector(first, second), 2);
    }
}

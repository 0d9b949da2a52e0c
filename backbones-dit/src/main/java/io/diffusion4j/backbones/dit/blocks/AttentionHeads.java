package io.diffusion4j.backbones.dit.blocks;

import io.diffusion4j.core.attention.AttentionKernel;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * How channels are shared out to attention heads. Vaswani et al. 2017, section 3.2.2.
 *
 * @param kernel computes the attention
 * @param count number of heads
 * @param size channels of a head
 */
public record AttentionHeads(AttentionKernel kernel, int count, int size) {
    /** Channels of all heads. */
    public int width() {
        return count * size;
    }

    /** @param tokens [batch, tokens, width] @return a view [batch, heads, tokens, size] */
    public Tensor split(Tensor tokens) {
        return tokens.view(tokens.size(0), tokens.size(1), count, size).transpose(1, 2);
    }

    /**
     * @param query [batch, heads, queries, size]
     * @param key [batch, heads, keys, size]
     * @param value [batch, heads, keys, size]
     * @param bias added to the scores, broadcastable to [batch, heads, queries, keys]
     * @return [batch, queries, width]; belongs to the open scope
     */
    public Tensor attend(Tensor query, Tensor key, Tensor value, Optional<Tensor> bias) {
        return kernel.attend(query, key, value, bias, 1 / Math.sqrt(size))
                .transpose(1, 2)
                .flatten(2, 3);
    }
}

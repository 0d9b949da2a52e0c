package io.diffusion4j.core.attention;

import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** Computes {@code softmax(query keyᵀ · scale + mask) value}. Immutable and safe for several threads. */
public interface AttentionKernel {
    boolean supports(AttentionShape shape);

    /** Memory beyond inputs and output that a call needs at its peak, in bytes. */
    long workspaceBytes(AttentionShape shape);

    /**
     * @param query [batch, heads, queries, size]
     * @param key [batch, heads, keys, size]
     * @param value [batch, heads, keys, size]
     * @param mask added to the scores, broadcastable to [batch, heads, queries, keys]
     * @param scale usually 1/sqrt(size)
     * @return [batch, heads, queries, size]; belongs to the open scope
     */
    Tensor attend(Tensor query, Tensor key, Tensor value, Optional<Tensor> mask, double scale);
}

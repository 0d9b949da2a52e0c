package io.diffusion4j.attention;

import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.attention.AttentionShape;
import io.diffusion4j.core.tensor.Scope;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** Attends block by block of heads and query rows, which are independent, so the scores of one block suffice. */
final class SlicedAttention implements AttentionKernel {
    private final AttentionKernel whole = new MathAttention();
    private final BlockRule rule;

    SlicedAttention(BlockRule rule) {
        this.rule = rule;
    }

    @Override
    public boolean supports(AttentionShape shape) {
        return whole.supports(shape);
    }

    /** That of one block and its result. */
    @Override
    public long workspaceBytes(AttentionShape shape) {
        Block block = rule.block(
                shape.heads(),
                shape.queries(),
                shape.keys(),
                shape.headSize(),
                shape.dtype().bytes());
        return Block.bytes(shape.keys(), shape.headSize(), shape.dtype().bytes()) * block.heads() * block.rows();
    }

    @Override
    public Tensor attend(Tensor query, Tensor key, Tensor value, Optional<Tensor> mask, double scale) {
        try (Scope scope = Scope.open()) {
            long heads = query.size(1);
            long queries = query.size(2);
            Optional<Tensor> fitted = Mask.fitted(mask, query);
            Block block = rule.block(heads, queries, key.size(2), value.size(3), query.element_size());
            // Rows of all heads side by side in memory, so that the caller joins the heads without a copy.
            Tensor result = query.new_empty(query.size(0), queries, heads, value.size(3))
                    .transpose(1, 2);
            for (long image = 0; image < query.size(0); image++) {
                for (long head = 0; head < heads; head += block.heads()) {
                    for (long row = 0; row < queries; row += block.rows()) {
                        Slice slice = new Slice(
                                image,
                                head,
                                Math.min(block.heads(), heads - head),
                                row,
                                Math.min(block.rows(), queries - row));
                        attend(slice, result, query, key, value, fitted, scale);
                    }
                }
            }
            return scope.keep(result);
        }
    }

    private void attend(
            Slice slice, Tensor result, Tensor query, Tensor key, Tensor value, Optional<Tensor> mask, double scale) {
        try (Scope scope = Scope.open()) {
            Tensor part = whole.attend(
                    slice.ofQueries(query), slice.ofKeys(key), slice.ofKeys(value), mask.map(slice::ofMask), scale);
            slice.ofQueries(result).copy_(part);
        }
    }
}

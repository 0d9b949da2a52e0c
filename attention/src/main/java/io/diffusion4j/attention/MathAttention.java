package io.diffusion4j.attention;

import static org.bytedeco.pytorch.global.torch.bmm;
import static org.bytedeco.pytorch.global.torch.softmax;

import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.attention.AttentionShape;
import io.diffusion4j.core.tensor.Scope;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** The definition, written out: all scores, their softmax, the weighted sum. Vaswani et al. 2017, section 3.2.1. */
final class MathAttention implements AttentionKernel {
    @Override
    public boolean supports(AttentionShape shape) {
        return FloatingPoint.computes(shape.dtype());
    }

    /** Scores and probabilities, and contiguous copies of the inputs, which strided batches need. */
    @Override
    public long workspaceBytes(AttentionShape shape) {
        long rows = shape.batch() * shape.heads();
        long scores = 2 * rows * shape.queries() * shape.keys();
        long copies = shape.batch() == 1 ? 0 : rows * (shape.queries() + 2 * shape.keys()) * shape.headSize();
        return (scores + copies) * shape.dtype().bytes();
    }

    @Override
    public Tensor attend(Tensor query, Tensor key, Tensor value, Optional<Tensor> mask, double scale) {
        Products.count(query, key, value);
        try (Scope scope = Scope.open()) {
            Tensor probabilities = probabilities(query, key, Mask.fitted(mask, query), scale);
            Tensor sum = bmm(probabilities, value.flatten(0, 1));
            return scope.keep(sum.view(query.size(0), query.size(1), query.size(2), value.size(3)));
        }
    }

    /** @return [batch · heads, queries, keys] */
    private static Tensor probabilities(Tensor query, Tensor key, Optional<Tensor> mask, double scale) {
        try (Scope scope = Scope.open()) {
            long queries = query.size(2);
            long keys = key.size(2);
            Tensor q = query.flatten(0, 1);
            Tensor k = key.flatten(0, 1);
            // A factor of zero makes the product ignore what is in the uninitialised memory, even NaN.
            Tensor scores = q.new_empty(q.size(0), queries, keys)
                    .baddbmm_(q, k.transpose(1, 2), new Scalar(0.0), new Scalar(scale));
            mask.ifPresent(m ->
                    scores.view(query.size(0), query.size(1), queries, keys).add_(m));
            return scope.keep(softmax(scores, -1));
        }
    }
}

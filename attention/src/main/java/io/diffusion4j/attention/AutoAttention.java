package io.diffusion4j.attention;

import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.attention.AttentionShape;
import io.diffusion4j.core.tensor.DType;
import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * Chooses a kernel for each call, by this rule:
 *
 * <ul>
 *   <li>float64 on CUDA: {@code math}, as nothing fused exists
 *   <li>CUDA otherwise, and float32 or float64 on the CPU: {@code flash}
 *   <li>float16 and bfloat16 on the CPU, where libtorch's fused kernel is about ten times slower than the matrix
 *       products alone: {@code math} up to as many scores per head as 32 x 32 tokens have, above that {@code sliced}
 *       in blocks of 256 query rows, whose scores stay in the cache
 * </ul>
 */
final class AutoAttention implements AttentionKernel {
    private static final long MOST_SCORES_AT_ONCE = 1024 * 1024;
    private static final long ROWS = 256;

    private final AttentionKernel math = new MathAttention();
    private final AttentionKernel sliced = new SlicedAttention(new BlockRule.Rows(ROWS));
    private final AttentionKernel flash = new FlashAttention();

    /** The kernel that takes calls of this shape. */
    AttentionKernel choose(AttentionShape shape) {
        if (shape.cuda()) {
            return shape.dtype() == DType.FLOAT64 ? math : flash;
        }
        if (!FloatingPoint.isHalf(shape.dtype())) {
            return flash;
        }
        return shape.queries() * shape.keys() <= MOST_SCORES_AT_ONCE ? math : sliced;
    }

    @Override
    public boolean supports(AttentionShape shape) {
        return choose(shape).supports(shape);
    }

    @Override
    public long workspaceBytes(AttentionShape shape) {
        return choose(shape).workspaceBytes(shape);
    }

    @Override
    public Tensor attend(Tensor query, Tensor key, Tensor value, Optional<Tensor> mask, double scale) {
        return choose(shape(query, key, mask)).attend(query, key, value, mask, scale);
    }

    private static AttentionShape shape(Tensor query, Tensor key, Optional<Tensor> mask) {
        return new AttentionShape(
                query.size(0),
                query.size(1),
                query.size(2),
                key.size(2),
                query.size(3),
                mask.isPresent(),
                dtype(query),
                query.is_cuda());
    }

    private static DType dtype(Tensor tensor) {
        return Arrays.stream(DType.values())
                .filter(type -> type.scalarType() == tensor.scalar_type().intern())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no attention over " + tensor.scalar_type()));
    }
}

package io.diffusion4j.attention;

import static org.bytedeco.pytorch.global.torch.scaled_dot_product_attention;

import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.attention.AttentionShape;
import io.diffusion4j.core.runtime.Threads;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.Scope;
import java.util.Optional;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;

/** libtorch's fused kernel, which never holds all scores. Dao et al. 2022. */
final class FlashAttention implements AttentionKernel {
    private static final long KEY_TILE = 512;

    @Override
    public boolean supports(AttentionShape shape) {
        boolean fusedOnDevice = !shape.cuda() || shape.dtype() != DType.FLOAT64;
        return FloatingPoint.computes(shape.dtype()) && fusedOnDevice;
    }

    /**
     * The logarithms of the row sums and, on the CPU, one tile of scores and of results per compute thread, plus keys
     * and values repacked for half types.
     */
    @Override
    public long workspaceBytes(AttentionShape shape) {
        boolean half = FloatingPoint.isHalf(shape.dtype());
        long accumulator = half ? DType.FLOAT32.bytes() : shape.dtype().bytes();
        long rowSums = shape.batch() * shape.heads() * shape.queries() * accumulator;
        if (shape.cuda()) {
            return rowSums;
        }
        long tileRows = queryTile(shape.queries());
        long tileKeys = Math.min(KEY_TILE, shape.keys());
        long tile = tileRows * (tileKeys + 2 + shape.headSize()) * accumulator;
        long halfTile = half ? tileRows * tileKeys * shape.dtype().bytes() : 0;
        long repacked = half
                ? 2
                        * shape.batch()
                        * shape.heads()
                        * shape.keys()
                        * shape.headSize()
                        * shape.dtype().bytes()
                : 0;
        return rowSums + Threads.compute() * (tile + halfTile) + repacked;
    }

    @Override
    public Tensor attend(Tensor query, Tensor key, Tensor value, Optional<Tensor> mask, double scale) {
        Products.count(query, key, value);
        try (Scope scope = Scope.open()) {
            TensorOptional fitted =
                    Mask.fitted(mask, query).map(TensorOptional::new).orElseGet(TensorOptional::new);
            return scope.keep(scaled_dot_product_attention(
                    query, key, value, fitted, 0.0, false, new DoubleOptional(scale), false));
        }
    }

    /** The sizes that libtorch's CPU kernel chooses. */
    private static long queryTile(long queries) {
        long tile = queries >= 768 ? 256 : queries >= 192 ? 64 : 32;
        return Math.min(tile, queries);
    }
}

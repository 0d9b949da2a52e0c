package io.diffusion4j.backbones.dit.sana;

import static org.bytedeco.pytorch.global.torch.matmul;
import static org.bytedeco.pytorch.global.torch.relu;

import io.diffusion4j.core.nn.AtLeastFloat32;
import io.diffusion4j.core.nn.Linear;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Attention without a softmax, so that its cost grows with the tokens and not with their square: no
 * {@link io.diffusion4j.core.attention.AttentionKernel} can stand in for it. Katharopoulos et al. 2020; Xie et al. 2024,
 * section 2.2.
 */
final class LinearAttention {
    /** Keeps the sum of weights from 0. */
    private static final double EPSILON = 1e-15;

    private final Linear toQuery;
    private final Linear toKey;
    private final Linear toValue;
    private final Linear toOut;
    private final long heads;

    private LinearAttention(Weights weights, long width, boolean bias, long heads) {
        this.toQuery = Linear.of(weights.at("to_q"), width, width, bias);
        this.toKey = Linear.of(weights.at("to_k"), width, width, bias);
        this.toValue = Linear.of(weights.at("to_v"), width, width, bias);
        this.toOut = Linear.of(weights.at("to_out.0"), width, width);
        this.heads = heads;
    }

    /** @param bias whether query, key and value have one; the output always has */
    static LinearAttention of(Weights weights, long width, boolean bias, long heads) {
        return new LinearAttention(weights, width, bias, heads);
    }

    /** @param tokens [batch, tokens, width] @return the same shape, a tensor of its own; belongs to the open scope */
    Tensor apply(Tensor tokens) {
        try (Scope scope = Scope.open()) {
            return scope.keep(toOut.apply(attended(tokens).toType(tokens.scalar_type())));
        }
    }

    /** Of which keys every head makes one matrix, for all queries. In float32 at least, because it sums over all tokens. */
    private Tensor attended(Tensor tokens) {
        try (Scope scope = Scope.open()) {
            Tensor query = relu(split(toQuery.apply(tokens)));
            Tensor key = relu(split(toKey.apply(tokens)));
            Tensor value = split(toValue.apply(tokens));
            Tensor memory = matmul(key.transpose(2, 3), value);
            Tensor weight = matmul(query, key.sum(new long[] {2}).unsqueeze(-1)).add_(new Scalar(EPSILON));
            return scope.keep(matmul(query, memory).div_(weight).transpose(1, 2).flatten(2, 3));
        }
    }

    /** [batch, tokens, width] as [batch, heads, tokens, size]. */
    private Tensor split(Tensor tokens) {
        return AtLeastFloat32.of(tokens.unflatten(2, heads, -1).transpose(1, 2));
    }
}

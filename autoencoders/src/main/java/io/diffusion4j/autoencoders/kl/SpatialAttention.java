package io.diffusion4j.autoencoders.kl;

import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.nn.GroupNorm;
import io.diffusion4j.core.nn.Linear;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** Attention of every latent pixel to all others with one head, added to its input. */
record SpatialAttention(GroupNorm norm, Linear query, Linear key, Linear value, Linear output, AttentionKernel kernel) {
    static SpatialAttention of(Weights weights, Layout layout, long channels, AttentionKernel kernel) {
        return new SpatialAttention(
                layout.norm(weights.at("group_norm"), channels),
                Linear.of(weights.at("to_q"), channels, channels),
                Linear.of(weights.at("to_k"), channels, channels),
                Linear.of(weights.at("to_v"), channels, channels),
                Linear.of(weights.at("to_out.0"), channels, channels),
                kernel);
    }

    /** @param x [batch, channels, height, width] @return the same shape */
    Tensor apply(Tensor x) {
        try (Scope scope = Scope.open()) {
            Tensor attended = output.apply(attend(x));
            Tensor image = attended.transpose(1, 2).reshape(x.size(0), x.size(1), x.size(2), x.size(3));
            return scope.keep(image.add(x));
        }
    }

    private Tensor attend(Tensor x) {
        try (Scope scope = Scope.open()) {
            Tensor tokens = norm.apply(x).flatten(2, 3).transpose(1, 2);
            Tensor attended = kernel.attend(
                    oneHead(query, tokens),
                    oneHead(key, tokens),
                    oneHead(value, tokens),
                    Optional.empty(),
                    1 / Math.sqrt(x.size(1)));
            return scope.keep(attended.squeeze(1));
        }
    }

    private static Tensor oneHead(Linear projection, Tensor tokens) {
        return projection.apply(tokens).unsqueeze(1);
    }
}

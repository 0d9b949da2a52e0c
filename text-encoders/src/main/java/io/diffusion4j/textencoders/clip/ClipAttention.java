package io.diffusion4j.textencoders.clip;

import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.nn.Linear;
import io.diffusion4j.core.weights.Weights;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** Multi-head self attention. Vaswani et al. 2017. */
final class ClipAttention {
    private final Linear query;
    private final Linear key;
    private final Linear value;
    private final Linear out;
    private final AttentionKernel kernel;
    private final long heads;
    private final long size;

    ClipAttention(ClipTextSettings settings, Weights weights, AttentionKernel kernel) {
        int width = settings.width();
        query = Linear.of(weights.at("q_proj"), width, width);
        key = Linear.of(weights.at("k_proj"), width, width);
        value = Linear.of(weights.at("v_proj"), width, width);
        out = Linear.of(weights.at("out_proj"), width, width);
        this.kernel = kernel;
        heads = settings.heads();
        size = width / heads;
    }

    /** x [batch, tokens, width] to the same shape. */
    Tensor apply(Tensor x, Tensor mask) {
        Tensor attended = kernel.attend(
                split(query.apply(x)),
                split(key.apply(x)),
                split(value.apply(x)),
                Optional.of(mask),
                1 / Math.sqrt(size));
        return out.apply(attended.transpose(1, 2).flatten(2, 3));
    }

    private Tensor split(Tensor x) {
        return x.view(x.size(0), x.size(1), heads, size).transpose(1, 2);
    }
}

package io.diffusion4j.backbones.dit.hunyuan;

import static org.bytedeco.pytorch.global.torch.cat;

import io.diffusion4j.backbones.dit.blocks.AttentionHeads;
import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.nn.Linear;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import java.util.Optional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/** One vector for a whole text: what its mean asks of all tokens. Radford et al. 2021, section 2.4. */
final class AttentionPool {
    private static final int HEADS = 8;

    private final Tensor positions;
    private final Linear toQuery;
    private final Linear toKey;
    private final Linear toValue;
    private final Linear toOut;
    private final AttentionHeads heads;

    private AttentionPool(Weights weights, HunyuanSettings settings, AttentionKernel kernel) {
        int width = settings.contextChannelsT5();
        this.positions = weights.get("positional_embedding", settings.textLengthT5() + 1L, width);
        this.toQuery = Linear.of(weights.at("q_proj"), width, width);
        this.toKey = Linear.of(weights.at("k_proj"), width, width);
        this.toValue = Linear.of(weights.at("v_proj"), width, width);
        this.toOut = Linear.of(weights.at("c_proj"), width, settings.pooledChannels());
        this.heads = new AttentionHeads(kernel, HEADS, width / HEADS);
    }

    static AttentionPool of(Weights weights, HunyuanSettings settings, AttentionKernel kernel) {
        return new AttentionPool(weights, settings, kernel);
    }

    /** @param text [batch, text length, width] @return [batch, pooled width]; belongs to the open scope */
    Tensor apply(Tensor text) {
        try (Scope scope = Scope.open()) {
            Tensor mean = text.mean(new long[] {1}, true, new ScalarTypeOptional());
            Tensor tokens = cat(new TensorVector(mean, text), 1).add(positions);
            Tensor pooled = heads.attend(
                    heads.split(toQuery.apply(tokens.narrow(1, 0, 1))),
                    heads.split(toKey.apply(tokens)),
                    heads.split(toValue.apply(tokens)),
                    Optional.empty());
            return scope.keep(toOut.apply(pooled).squeeze(1));
        }
    }
}

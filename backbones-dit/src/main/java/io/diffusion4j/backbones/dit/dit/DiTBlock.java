package io.diffusion4j.backbones.dit.dit;

import io.diffusion4j.backbones.dit.blocks.AttentionHeads;
import io.diffusion4j.backbones.dit.blocks.FeedForward;
import io.diffusion4j.backbones.dit.blocks.Modulation;
import io.diffusion4j.backbones.dit.blocks.MultiHeadAttention;
import io.diffusion4j.core.nn.Activation;
import io.diffusion4j.core.nn.LayerNorm;
import io.diffusion4j.core.nn.Linear;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Attention and a perceptron, both under adaLN-Zero. Peebles and Xie 2023, figure 3. */
final class DiTBlock {
    private static final double EPSILON = 1e-6;

    /** The block's own embedding of timestep and label; in published models it is the same in all blocks. */
    private final ClassTimeEmbedding embedding;

    private final Linear modulation;
    private final LayerNorm norm1;
    private final MultiHeadAttention attention;
    private final LayerNorm norm2;
    private final FeedForward feedForward;

    private DiTBlock(Weights weights, DiTSettings settings, AttentionHeads heads) {
        int width = settings.width();
        this.embedding = ClassTimeEmbedding.of(weights.at("norm1.emb"), settings.classes(), width);
        this.modulation = Linear.of(weights.at("norm1.linear"), width, 6L * width);
        this.norm1 = LayerNorm.withoutWeights(width, EPSILON);
        this.attention = MultiHeadAttention.of(weights.at("attn1"), width, settings.attentionBias(), heads);
        this.norm2 = LayerNorm.withoutWeights(width, settings.normEps());
        this.feedForward = FeedForward.of(weights.at("ff"), width, Activation.GELU_TANH);
    }

    static DiTBlock of(Weights weights, DiTSettings settings, AttentionHeads heads) {
        return new DiTBlock(weights, settings, heads);
    }

    /** @param tokens [batch, tokens, width] @return the same shape; belongs to the open scope */
    Tensor apply(Tensor tokens, Tensor timestep, Tensor labels) {
        try (Scope scope = Scope.open()) {
            Tensor condition = embedding.apply(timestep, labels, tokens.scalar_type());
            List<Modulation> modulations = modulations(condition);
            Tensor x = modulations.get(0).around(tokens, norm1, attention::apply);
            return scope.keep(modulations.get(1).around(x, norm2, feedForward::apply));
        }
    }

    private List<Modulation> modulations(Tensor condition) {
        Tensor parameters = modulation.apply(Activation.SILU.applyOver(condition));
        return Modulation.each(parameters.view(condition.size(0), 6, condition.size(1)));
    }
}

package io.diffusion4j.backbones.dit.dit;

import io.diffusion4j.backbones.dit.blocks.AttentionHeads;
import io.diffusion4j.backbones.dit.blocks.FeedForward;
import io.diffusion4j.backbones.dit.blocks.Modulation;
import io.diffusion4j.backbones.dit.blocks.MultiHeadAttention;
import io.diffusion4j.core.backbone.StepContext;
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
    /** Shift, scale and gate of attention and perceptron. */
    private static final int MODULATION_ROWS = 6;

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
        this.modulation = Linear.of(weights.at("norm1.linear"), width, (long) MODULATION_ROWS * width);
        this.norm1 = LayerNorm.withoutWeights(width, EPSILON);
        this.attention = MultiHeadAttention.of(weights.at("attn1"), width, settings.attentionBias(), heads);
        this.norm2 = LayerNorm.withoutWeights(width, settings.normEps());
        this.feedForward = FeedForward.of(weights.at("ff"), width, Activation.GELU_TANH);
    }

    static DiTBlock of(Weights weights, DiTSettings settings, AttentionHeads heads) {
        return new DiTBlock(weights, settings, heads);
    }

    /** @param tokens [batch, tokens, width] @param index of the block @return the same shape; belongs to the open scope */
    Tensor apply(Tensor tokens, StepContext context, int index) {
        try (Scope scope = Scope.open()) {
            Tensor parameters = embedding.through(modulation, context, index, tokens.scalar_type());
            List<Modulation> modulations =
                    Modulation.each(parameters.view(tokens.size(0), MODULATION_ROWS, tokens.size(2)));
            Tensor x = modulations.get(0).around(tokens, norm1, attention::apply);
            return scope.keep(modulations.get(1).around(x, norm2, feedForward::apply));
        }
    }
}

package io.diffusion4j.backbones.dit.pixart;

import io.diffusion4j.backbones.dit.blocks.AttentionHeads;
import io.diffusion4j.backbones.dit.blocks.BlockInputs;
import io.diffusion4j.backbones.dit.blocks.FeedForward;
import io.diffusion4j.backbones.dit.blocks.Modulation;
import io.diffusion4j.backbones.dit.blocks.MultiHeadAttention;
import io.diffusion4j.backbones.dit.blocks.SharedModulation;
import io.diffusion4j.core.nn.Activation;
import io.diffusion4j.core.nn.LayerNorm;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Modulated attention, attention to the text, and a modulated perceptron. Chen et al. 2023, figure 4. */
final class PixArtBlock {
    private final Tensor table;
    private final LayerNorm norm;
    private final MultiHeadAttention attention;
    private final MultiHeadAttention textAttention;
    private final FeedForward feedForward;

    private PixArtBlock(Weights weights, PixArtSettings settings, AttentionHeads heads) {
        int width = settings.width();
        boolean bias = settings.attentionBias();
        this.table = weights.get("scale_shift_table", SharedModulation.ROWS, width);
        this.norm = LayerNorm.withoutWeights(width, settings.normEps());
        this.attention = MultiHeadAttention.of(weights.at("attn1"), width, bias, heads);
        this.textAttention = MultiHeadAttention.of(weights.at("attn2"), settings.crossAttentionDim(), bias, heads);
        this.feedForward = FeedForward.of(weights.at("ff"), width, Activation.GELU_TANH);
    }

    static PixArtBlock of(Weights weights, PixArtSettings settings, AttentionHeads heads) {
        return new PixArtBlock(weights, settings, heads);
    }

    /** @param tokens [batch, tokens, width] @return the same shape; belongs to the open scope */
    Tensor apply(Tensor tokens, BlockInputs inputs) {
        try (Scope scope = Scope.open()) {
            List<Modulation> modulations = Modulation.each(inputs.modulation().add(table));
            Tensor x = modulations.get(0).around(tokens, norm, attention::apply);
            // the tokens are not normalised here
            x = textAttention.addTo(x, inputs);
            return scope.keep(modulations.get(1).around(x, norm, feedForward::apply));
        }
    }
}

package io.diffusion4j.backbones.dit.sana;

import io.diffusion4j.backbones.dit.blocks.AttentionHeads;
import io.diffusion4j.backbones.dit.blocks.BlockInputs;
import io.diffusion4j.backbones.dit.blocks.Modulation;
import io.diffusion4j.backbones.dit.blocks.MultiHeadAttention;
import io.diffusion4j.backbones.dit.blocks.SharedModulation;
import io.diffusion4j.backbones.dit.blocks.TokenGrid;
import io.diffusion4j.core.nn.LayerNorm;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Modulated linear attention, attention to the text, and a modulated perceptron. Xie et al. 2024, figure 5. */
final class SanaBlock {
    private final Tensor table;
    private final LayerNorm norm;
    private final LinearAttention attention;
    private final MultiHeadAttention textAttention;
    private final MixFeedForward feedForward;

    private SanaBlock(Weights weights, SanaSettings settings, AttentionHeads textHeads) {
        int width = settings.width();
        this.table = weights.get("scale_shift_table", SharedModulation.ROWS, width);
        this.norm = LayerNorm.withoutWeights(width, settings.normEps());
        this.attention =
                LinearAttention.of(weights.at("attn1"), width, settings.attentionBias(), settings.attentionHeads());
        this.textAttention = MultiHeadAttention.of(weights.at("attn2"), width, true, textHeads);
        this.feedForward = MixFeedForward.of(weights.at("ff"), width, settings.hiddenWidth());
    }

    static SanaBlock of(Weights weights, SanaSettings settings, AttentionHeads textHeads) {
        return new SanaBlock(weights, settings, textHeads);
    }

    /** @param tokens [batch, tokens, width] @return the same shape; belongs to the open scope */
    Tensor apply(Tensor tokens, TokenGrid grid, BlockInputs inputs) {
        try (Scope scope = Scope.open()) {
            List<Modulation> modulations = Modulation.each(inputs.modulation().add(table));
            Tensor x = modulations.get(0).around(tokens, norm, attention::apply);
            // the tokens are not normalised here
            x = textAttention.addTo(x, inputs);
            return scope.keep(modulations.get(1).around(x, norm, hidden -> feedForward.apply(hidden, grid)));
        }
    }
}

package io.diffusion4j.backbones.dit.lumina;

import io.diffusion4j.backbones.dit.blocks.RmsNorm;
import io.diffusion4j.backbones.dit.blocks.RotaryTable;
import io.diffusion4j.backbones.dit.blocks.SwiGluFeedForward;
import io.diffusion4j.core.nn.Linear;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** Attention and a gated perceptron, both between norms, and told the timestep or not. Qin et al. 2025, figure 3. */
final class LuminaBlock {
    private final Optional<Linear> modulation;
    private final SandwichLayer attentionNorms;
    private final GroupedQueryAttention attention;
    private final SandwichLayer feedForwardNorms;
    private final SwiGluFeedForward feedForward;

    private LuminaBlock(Weights weights, LuminaSettings settings, LuminaHeads heads, boolean told) {
        int width = settings.hiddenSize();
        int hidden = settings.hiddenWidth();
        Weights perceptron = weights.at("feed_forward");
        this.modulation = told
                ? Optional.of(Linear.of(weights.at("norm1.linear"), settings.timeWidth(), 4L * width))
                : Optional.empty();
        this.attentionNorms = new SandwichLayer(
                norm(weights, told ? "norm1.norm" : "norm1", settings), norm(weights, "norm2", settings));
        this.attention = GroupedQueryAttention.of(weights.at("attn"), heads.queries(), heads.keys());
        this.feedForwardNorms =
                new SandwichLayer(norm(weights, "ffn_norm1", settings), norm(weights, "ffn_norm2", settings));
        this.feedForward = new SwiGluFeedForward(
                Linear.withoutBias(perceptron.at("linear_1"), width, hidden),
                Linear.withoutBias(perceptron.at("linear_3"), width, hidden),
                Linear.withoutBias(perceptron.at("linear_2"), hidden, width));
    }

    /** One that is told the timestep. */
    static LuminaBlock told(Weights weights, LuminaSettings settings, LuminaHeads heads) {
        return new LuminaBlock(weights, settings, heads, true);
    }

    /** One that is not. */
    static LuminaBlock untold(Weights weights, LuminaSettings settings, LuminaHeads heads) {
        return new LuminaBlock(weights, settings, heads, false);
    }

    /**
     * @param tokens [batch, tokens, width]
     * @param bias added to the scores [batch, 1, 1, tokens]
     * @param time activated embedding of the timestep [batch, width]
     * @return the same shape; belongs to the open scope
     */
    Tensor apply(Tensor tokens, RotaryTable positions, Optional<Tensor> bias, Tensor time) {
        try (Scope scope = Scope.open()) {
            Optional<List<SandwichModulation>> modulations =
                    modulation.map(linear -> SandwichModulation.each(linear.apply(time)));
            Tensor attended = attentionNorms.apply(
                    tokens, modulations.map(m -> m.get(0)), x -> attention.apply(x, positions, bias));
            return scope.keep(feedForwardNorms.apply(attended, modulations.map(m -> m.get(1)), feedForward::apply));
        }
    }

    private static RmsNorm norm(Weights weights, String name, LuminaSettings settings) {
        return RmsNorm.of(weights.at(name), settings.hiddenSize(), settings.normEps());
    }
}

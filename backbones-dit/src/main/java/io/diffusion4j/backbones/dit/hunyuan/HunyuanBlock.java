package io.diffusion4j.backbones.dit.hunyuan;

import static org.bytedeco.pytorch.global.torch.cat;

import io.diffusion4j.backbones.dit.blocks.AttentionHeads;
import io.diffusion4j.backbones.dit.blocks.FeedForward;
import io.diffusion4j.backbones.dit.blocks.RotaryTable;
import io.diffusion4j.core.backbone.Remembered;
import io.diffusion4j.core.nn.Activation;
import io.diffusion4j.core.nn.LayerNorm;
import io.diffusion4j.core.nn.Linear;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/** Attention shifted by the timestep, attention to the text, and a perceptron. Li et al. 2024, figure 7. */
final class HunyuanBlock {
    private static final double EPSILON = 1e-6;

    private final Optional<LayerNorm> skipNorm;
    private final Optional<Linear> skipLinear;
    private final LayerNorm norm1;
    private final Linear shift;
    private final HunyuanAttention attention;
    private final LayerNorm norm2;
    private final HunyuanAttention textAttention;
    private final LayerNorm norm3;
    private final FeedForward feedForward;

    private HunyuanBlock(Weights weights, HunyuanSettings settings, AttentionHeads heads, boolean skip) {
        int width = settings.width();
        this.skipNorm =
                skip ? Optional.of(LayerNorm.of(weights.at("skip_norm"), 2L * width, EPSILON)) : Optional.empty();
        this.skipLinear =
                skip ? Optional.of(Linear.of(weights.at("skip_linear"), 2L * width, width)) : Optional.empty();
        this.norm1 = LayerNorm.of(weights.at("norm1.norm"), width, EPSILON);
        this.shift = Linear.of(weights.at("norm1.linear"), width, width);
        this.attention = HunyuanAttention.of(weights.at("attn1"), width, heads);
        this.norm2 = LayerNorm.of(weights.at("norm2"), width, EPSILON);
        this.textAttention = HunyuanAttention.of(weights.at("attn2"), settings.contextChannels(), heads);
        this.norm3 = LayerNorm.of(weights.at("norm3"), width, EPSILON);
        this.feedForward = FeedForward.of(weights.at("ff"), width, settings.hiddenWidth(), Activation.GELU_TANH);
    }

    /** @param skip whether an earlier block's result joins in */
    static HunyuanBlock of(Weights weights, HunyuanSettings settings, AttentionHeads heads, boolean skip) {
        return new HunyuanBlock(weights, settings, heads, skip);
    }

    /** @param tokens [batch, tokens, width] @return the same shape; belongs to the open scope */
    Tensor apply(Tensor tokens, Inputs inputs) {
        try (Scope scope = Scope.open()) {
            Tensor x = attend(tokens, inputs);
            x = textAttention
                    .to(inputs.text(), norm2.apply(x), inputs.positions(), inputs.memory())
                    .add_(x);
            return scope.keep(feedForward.apply(norm3.apply(x)).add_(x));
        }
    }

    /** Both side by side, brought back to one width. @param skip of the same shape as the tokens */
    Tensor joined(Tensor tokens, Tensor skip) {
        try (Scope scope = Scope.open()) {
            Tensor both = skipNorm.orElseThrow().apply(cat(new TensorVector(tokens, skip), -1));
            return scope.keep(skipLinear.orElseThrow().apply(both));
        }
    }

    private Tensor attend(Tensor tokens, Inputs inputs) {
        try (Scope scope = Scope.open()) {
            Tensor shifted =
                    norm1.apply(tokens).add_(shift.apply(inputs.condition()).unsqueeze(1));
            return scope.keep(attention.among(shifted, inputs.positions()).add_(tokens));
        }
    }

    /**
     * What every block looks at besides its input.
     *
     * @param condition activated [batch, width]
     * @param text [batch, tokens, text width]
     * @param positions of the image's tokens
     * @param memory for what blocks make of the text
     */
    record Inputs(Tensor condition, Tensor text, RotaryTable positions, Remembered memory) {
        /** For one of the blocks. */
        Inputs at(int block) {
            return new Inputs(condition, text, positions, memory.at(block));
        }
    }
}

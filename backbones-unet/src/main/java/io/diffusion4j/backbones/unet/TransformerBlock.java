package io.diffusion4j.backbones.unet;

import io.diffusion4j.core.backbone.Remembered;
import io.diffusion4j.core.nn.LayerNorm;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** Self-attention, attention to the context, and a perceptron, each normalised first and added to its input. */
final class TransformerBlock {
    private static final double EPSILON = 1e-5;

    private final LayerNorm norm1;
    private final CrossAttention attention1;
    private final LayerNorm norm2;
    private final CrossAttention attention2;
    private final LayerNorm norm3;
    private final GatedFeedForward feedForward;
    private final boolean onlyContext;

    private TransformerBlock(Weights weights, LevelShape shape, BlockParameters parameters) {
        int width = shape.channels();
        int context = shape.contextWidth();
        this.onlyContext = shape.onlyCrossAttention();
        this.norm1 = LayerNorm.of(weights.at("norm1"), width, EPSILON);
        this.attention1 = CrossAttention.of(
                weights.at("attn1"), width, onlyContext ? context : width, shape.heads(), parameters.kernel());
        this.norm2 = LayerNorm.of(weights.at("norm2"), width, EPSILON);
        this.attention2 = CrossAttention.of(weights.at("attn2"), width, context, shape.heads(), parameters.kernel());
        this.norm3 = LayerNorm.of(weights.at("norm3"), width, EPSILON);
        this.feedForward = GatedFeedForward.of(weights.at("ff"), width);
    }

    static TransformerBlock of(Weights weights, LevelShape shape, BlockParameters parameters) {
        return new TransformerBlock(weights, shape, parameters);
    }

    /** @param tokens [batch, tokens, channels] @return the same shape; belongs to the open scope */
    Tensor apply(Tensor tokens, StepInputs step) {
        try (Scope scope = Scope.open()) {
            Tensor context = step.context().orElseThrow();
            Tensor x = attendFirst(tokens, context, step.memory());
            x = attendToContext(x, context, step);
            return scope.keep(feedForward.apply(norm3.apply(x)).add_(x));
        }
    }

    /** Without the context's mask even where it looks at the context: the reference does not hand it on here. */
    private Tensor attendFirst(Tensor tokens, Tensor context, Remembered memory) {
        try (Scope scope = Scope.open()) {
            Tensor x = norm1.apply(tokens);
            Tensor source = onlyContext ? context : x;
            return scope.keep(attention1
                    .apply(x, source, Optional.empty(), onlyContext ? memory : Remembered.nothing())
                    .add_(tokens));
        }
    }

    private Tensor attendToContext(Tensor tokens, Tensor context, StepInputs step) {
        try (Scope scope = Scope.open()) {
            return scope.keep(attention2
                    .apply(norm2.apply(tokens), context, step.contextBias(), step.memory())
                    .add_(tokens));
        }
    }
}

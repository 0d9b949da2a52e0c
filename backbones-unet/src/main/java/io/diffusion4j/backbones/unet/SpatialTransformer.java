package io.diffusion4j.backbones.unet;

import io.diffusion4j.core.nn.GroupNorm;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/** A transformer over the pixels of a feature map, added to its input. Rombach et al. 2022, appendix E.2.1. */
final class SpatialTransformer {
    private static final double EPSILON = 1e-6;

    private final GroupNorm norm;
    private final TokenProjection projection;
    private final List<TransformerBlock> blocks;

    private SpatialTransformer(Weights weights, LevelShape shape, BlockParameters parameters) {
        this.norm = GroupNorm.of(weights.at("norm"), shape.channels(), parameters.groups(), EPSILON);
        this.projection = parameters.projection().of(weights, shape.channels());
        Weights inner = weights.at("transformer_blocks");
        this.blocks = IntStream.range(0, shape.depth())
                .mapToObj(i -> TransformerBlock.of(inner.at(i), shape, parameters))
                .toList();
    }

    static SpatialTransformer of(Weights weights, LevelShape shape, BlockParameters parameters) {
        return new SpatialTransformer(weights, shape, parameters);
    }

    /** @param x [batch, channels, height, width] @return the same shape; belongs to the open scope */
    Tensor apply(Tensor x, StepInputs step) {
        try (Scope scope = Scope.open()) {
            Tensor tokens = enter(x);
            for (TransformerBlock block : blocks) {
                tokens = block.apply(tokens, step);
            }
            // The input comes first, so that the sum has its memory layout and not that of tokens.
            return scope.keep(x.add(projection.leave(tokens, x.size(2), x.size(3))));
        }
    }

    private Tensor enter(Tensor x) {
        try (Scope scope = Scope.open()) {
            return scope.keep(projection.enter(norm.apply(x)));
        }
    }
}

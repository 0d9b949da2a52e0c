package io.diffusion4j.backbones.unet;

import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import org.bytedeco.pytorch.Tensor;

/** The bottom of the U: a transformer between two residual blocks. */
final class MidBlock {
    private final ResnetBlock before;
    private final SpatialTransformer transformer;
    private final ResnetBlock after;

    private MidBlock(ResnetBlock before, SpatialTransformer transformer, ResnetBlock after) {
        this.before = before;
        this.transformer = transformer;
        this.after = after;
    }

    /** @param divisor what the residual blocks divide their result by */
    static MidBlock of(Weights weights, LevelShape shape, double divisor, BlockParameters parameters) {
        return new MidBlock(
                ResnetBlock.scaled(weights.at("resnets.0"), shape.channels(), divisor, parameters),
                SpatialTransformer.of(weights.at("attentions.0"), shape, parameters),
                ResnetBlock.scaled(weights.at("resnets.1"), shape.channels(), divisor, parameters));
    }

    /** @param x [batch, channels, height, width] @return the same shape; belongs to the open scope */
    Tensor apply(Tensor x, StepInputs step) {
        try (Scope scope = Scope.open()) {
            return scope.keep(after.apply(transformer.apply(before.apply(x, step), step), step));
        }
    }
}

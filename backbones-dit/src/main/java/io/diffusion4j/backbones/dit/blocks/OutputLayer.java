package io.diffusion4j.backbones.dit.blocks;

import io.diffusion4j.core.nn.LayerNorm;
import io.diffusion4j.core.nn.Linear;
import io.diffusion4j.core.tensor.Scope;
import org.bytedeco.pytorch.Tensor;

/**
 * The end of a transformer: normalises, scales and shifts by the conditioning, and projects each token to its patch.
 * Peebles and Xie 2023, section 3.2.
 *
 * @param norm without weights
 * @param projection from the width of the model to the values of a patch
 */
public record OutputLayer(LayerNorm norm, Linear projection) {
    private static final double EPSILON = 1e-6;

    public static OutputLayer of(Linear projection, long width) {
        return new OutputLayer(LayerNorm.withoutWeights(width, EPSILON), projection);
    }

    /**
     * @param tokens [batch, tokens, width]
     * @param shift [batch, 1, width]
     * @param scale [batch, 1, width]
     * @return [batch, tokens, values of a patch]; belongs to the open scope
     */
    public Tensor apply(Tensor tokens, Tensor shift, Tensor scale) {
        try (Scope scope = Scope.open()) {
            return scope.keep(projection.apply(Modulation.shifted(norm.apply(tokens), shift, scale)));
        }
    }
}

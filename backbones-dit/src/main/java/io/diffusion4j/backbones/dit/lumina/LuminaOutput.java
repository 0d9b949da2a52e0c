package io.diffusion4j.backbones.dit.lumina;

import static org.bytedeco.pytorch.global.torch.addcmul;

import io.diffusion4j.core.nn.LayerNorm;
import io.diffusion4j.core.nn.Linear;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import org.bytedeco.pytorch.Tensor;

/** Normalises, scales by the timestep, and projects each token to its patch. */
final class LuminaOutput {
    private static final double EPSILON = 1e-6;

    private final LayerNorm norm;
    private final Linear scale;
    private final Linear projection;

    private LuminaOutput(Weights weights, LuminaSettings settings, long out) {
        this.norm = LayerNorm.withoutWeights(settings.hiddenSize(), EPSILON);
        this.scale = Linear.of(weights.at("linear_1"), settings.timeWidth(), settings.hiddenSize());
        this.projection = Linear.of(weights.at("linear_2"), settings.hiddenSize(), out);
    }

    static LuminaOutput of(Weights weights, LuminaSettings settings, long out) {
        return new LuminaOutput(weights, settings, out);
    }

    /** @param time activated [batch, width] @return [batch, tokens, values of a patch]; belongs to the open scope */
    Tensor apply(Tensor tokens, Tensor time) {
        try (Scope scope = Scope.open()) {
            Tensor normalised = norm.apply(tokens);
            Tensor scaled = addcmul(normalised, normalised, scale.apply(time).unsqueeze(1));
            return scope.keep(projection.apply(scaled));
        }
    }
}

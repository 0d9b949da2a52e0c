package io.diffusion4j.backbones.dit.blocks;

import io.diffusion4j.core.nn.Activation;
import io.diffusion4j.core.nn.Linear;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Turns the timestep into the modulation that all blocks share, each adding a table of its own. adaLN-single; Chen et
 * al. 2023, section 2.3.
 */
public final class SharedModulation {
    /** Shift, scale and gate of attention and perceptron. */
    public static final int ROWS = 6;

    private final NumberEmbedding timestep;
    private final Linear projection;

    private SharedModulation(NumberEmbedding timestep, Linear projection) {
        this.timestep = timestep;
        this.projection = projection;
    }

    /** Reads {@code emb.timestep_embedder} and {@code linear} [6 · width, width]. */
    public static SharedModulation of(Weights weights, long width) {
        return new SharedModulation(
                NumberEmbedding.of(weights.at("emb.timestep_embedder"), width),
                Linear.of(weights.at("linear"), width, ROWS * width));
    }

    /** @param timesteps [batch] @return [batch, width], a tensor of its own; belongs to the open scope */
    public Tensor embedding(Tensor timesteps, ScalarType dtype) {
        return timestep.apply(timesteps, dtype);
    }

    /** @param embedding [batch, width] @return [batch, 6, width]; belongs to the open scope */
    public Tensor modulation(Tensor embedding) {
        try (Scope scope = Scope.open()) {
            Tensor rows = projection.apply(Activation.SILU.apply(embedding));
            return scope.keep(rows.view(embedding.size(0), ROWS, embedding.size(1)));
        }
    }
}

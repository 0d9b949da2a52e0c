package io.diffusion4j.backbones.dit.pixart;

import io.diffusion4j.backbones.dit.blocks.NumberEmbedding;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.nn.Activation;
import io.diffusion4j.core.nn.Linear;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Turns timestep and size of the image into the modulation that all blocks share, each adding a table of its own.
 * adaLN-single; Chen et al. 2023, section 2.3.
 */
final class SharedModulation {
    /** Shift, scale and gate of attention and perceptron. */
    private static final int ROWS = 6;

    private final NumberEmbedding timestep;
    private final Optional<SizeEmbedding> size;
    private final Linear projection;

    private SharedModulation(NumberEmbedding timestep, Optional<SizeEmbedding> size, Linear projection) {
        this.timestep = timestep;
        this.size = size;
        this.projection = projection;
    }

    static SharedModulation of(Weights weights, PixArtSettings settings) {
        int width = settings.width();
        Weights embedders = weights.at("emb");
        return new SharedModulation(
                NumberEmbedding.of(embedders.at("timestep_embedder"), width),
                settings.sizeConditions()
                        ? Optional.of(SizeEmbedding.of(embedders, settings.sizeWidth()))
                        : Optional.empty(),
                Linear.of(weights.at("linear"), width, (long) ROWS * width));
    }

    /** Timestep and size as one vector [batch, width]; belongs to the open scope. */
    Tensor embedding(Tensor timesteps, Conditioning conditioning, ScalarType dtype) {
        try (Scope scope = Scope.open()) {
            Tensor time = timestep.apply(timesteps, dtype);
            return scope.keep(
                    size.map(s -> time.add_(s.apply(conditioning, dtype))).orElse(time));
        }
    }

    /** @param embedding [batch, width] @return [batch, 6, width]; belongs to the open scope */
    Tensor modulation(Tensor embedding) {
        try (Scope scope = Scope.open()) {
            Tensor rows = projection.apply(Activation.SILU.apply(embedding));
            return scope.keep(rows.view(embedding.size(0), ROWS, embedding.size(1)));
        }
    }
}

package io.diffusion4j.backbones.dit.blocks;

import io.diffusion4j.core.nn.Conv2d;
import io.diffusion4j.core.weights.Weights;
import org.bytedeco.pytorch.Tensor;

/** Projects each patch of the sample to a token. Dosovitskiy et al. 2021, section 3.1. */
public final class PatchEmbedding {
    private final Conv2d projection;

    private PatchEmbedding(Conv2d projection) {
        this.projection = projection;
    }

    /** Reads {@code proj}, a convolution whose kernel and stride are the patch. */
    public static PatchEmbedding of(Weights weights, long channels, long width, int patch) {
        return new PatchEmbedding(Conv2d.of(weights.at("proj"), channels, width, patch, patch, 0));
    }

    /** @param sample [batch, channels, height, width] @return [batch, tokens, width]; belongs to the open scope */
    public Tensor apply(Tensor sample) {
        return projection.apply(sample).flatten(2, 3).transpose(1, 2);
    }
}

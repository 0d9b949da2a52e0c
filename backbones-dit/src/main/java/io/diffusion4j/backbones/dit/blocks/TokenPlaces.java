package io.diffusion4j.backbones.dit.blocks;

import io.diffusion4j.core.backbone.Conditioning;
import org.bytedeco.pytorch.Tensor;

/** How a family counts the places of its tokens. */
public interface TokenPlaces {
    /** Of one image and its text, text first [1, tokens, axes], float32, on the CPU; belongs to the open scope. */
    Tensor of(TokenGrid image, long texts);

    /**
     * Of tokens that somebody placed by hand, text first [batch or 1, tokens, axes]; belongs to the open scope.
     *
     * @throws IllegalArgumentException if the conditioning does not say where
     */
    Tensor told(Conditioning conditioning);
}

package io.diffusion4j.backbones.dit.blocks;

import org.bytedeco.pytorch.Tensor;

/**
 * What the conditioning does to what goes into a layer that nothing is added to. Perez et al. 2018.
 *
 * @param scale [batch, 1, width], around 0
 * @param shift [batch, 1, width]
 */
public record Entrance(Tensor scale, Tensor shift) {
    /** @param normalised [batch, tokens, width] @return the same shape; belongs to the open scope */
    public Tensor enter(Tensor normalised) {
        return Modulation.shifted(normalised, shift, scale);
    }
}

package io.diffusion4j.backbones.dit.flux;

import io.diffusion4j.backbones.dit.blocks.AttentionHeads;
import io.diffusion4j.backbones.dit.blocks.ModulationLayer;
import io.diffusion4j.core.backbone.StepRows;
import io.diffusion4j.core.weights.Weights;

/** {@link SingleStreamLayers} under adaLN-Zero. */
record SingleStreamBlock(ModulationLayer modulation, SingleStreamLayers layers) {

    static SingleStreamBlock of(Weights weights, AttentionHeads heads) {
        return new SingleStreamBlock(
                ModulationLayer.of(weights.at("norm.linear"), 1, heads.width()), SingleStreamLayers.of(weights, heads));
    }

    /** @param condition [batch, width], activated @return its tensors belong to the open scope */
    SingleStreamLayers.AtStep at(StepRows condition) {
        return layers.at(modulation.apply(condition).get(0));
    }
}

package io.diffusion4j.backbones.dit.blocks;

import io.diffusion4j.core.backbone.StepRows;
import io.diffusion4j.core.weights.Weights;
import java.util.List;

/** The usual stream: attention, then a perceptron, both under adaLN-Zero. Esser et al. 2024, figure 2. */
public final class ModulatedStream implements JointStream {
    private static final int SUBLAYERS = 2;

    private final ModulationLayer modulation;
    private final StreamLayers layers;

    private ModulatedStream(ModulationLayer modulation, StreamLayers layers) {
        this.modulation = modulation;
        this.layers = layers;
    }

    /** @param weights those of the block */
    public static ModulatedStream of(
            Weights weights, StreamLayers.Names names, AttentionHeads heads, HeadNorm.Kind headNorm) {
        return new ModulatedStream(
                ModulationLayer.of(weights.at(names.modulation()), SUBLAYERS, heads.width()),
                StreamLayers.of(weights, names, heads, headNorm));
    }

    @Override
    public AtStep at(StepRows condition) {
        List<Modulation> modulations = modulation.apply(condition);
        return layers.at(modulations.get(0), modulations.get(1));
    }
}

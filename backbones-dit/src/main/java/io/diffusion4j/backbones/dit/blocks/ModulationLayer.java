package io.diffusion4j.backbones.dit.blocks;

import io.diffusion4j.core.backbone.StepRows;
import io.diffusion4j.core.nn.Linear;
import io.diffusion4j.core.weights.Weights;
import java.util.List;

/** Makes the modulations of a block's sublayers of the conditioning. Peebles and Xie 2023, section 3.2. */
public final class ModulationLayer {
    private final Linear linear;
    private final long sublayers;
    private final long width;

    private ModulationLayer(Linear linear, long sublayers, long width) {
        this.linear = linear;
        this.sublayers = sublayers;
        this.width = width;
    }

    /** Reads a linear layer [3 · sublayers · width, width]. */
    public static ModulationLayer of(Weights weights, long sublayers, long width) {
        return new ModulationLayer(Linear.of(weights, width, 3 * sublayers * width), sublayers, width);
    }

    /** @param condition [batch, width], activated @return one for each sublayer; their tensors belong to the open scope */
    public List<Modulation> apply(StepRows condition) {
        return Modulation.each(condition.through(linear::apply).view(-1, 3 * sublayers, width));
    }
}

package io.diffusion4j.backbones.dit.blocks;

import io.diffusion4j.core.backbone.StepRows;
import io.diffusion4j.core.nn.Linear;
import io.diffusion4j.core.weights.Weights;
import org.bytedeco.pytorch.Tensor;

/** Makes an {@link Entrance} of the conditioning; the scale lies before the shift. */
public final class EntranceLayer {
    private final Linear linear;
    private final long width;

    private EntranceLayer(Linear linear, long width) {
        this.linear = linear;
        this.width = width;
    }

    /** Reads a linear layer [2 · width, width]. */
    public static EntranceLayer of(Weights weights, long width) {
        return new EntranceLayer(Linear.of(weights, width, 2 * width), width);
    }

    /** The same without a bias. */
    public static EntranceLayer withoutBias(Weights weights, long width) {
        return new EntranceLayer(Linear.withoutBias(weights, width, 2 * width), width);
    }

    /** @param condition [batch, width], activated @return tensors of the open scope */
    public Entrance apply(StepRows condition) {
        Tensor both = condition.through(linear::apply).unsqueeze(1);
        return new Entrance(both.narrow(2, 0, width), both.narrow(2, width, width));
    }
}

package io.diffusion4j.backbones.dit.blocks;

import io.diffusion4j.core.backbone.StepRows;
import io.diffusion4j.core.nn.Linear;
import io.diffusion4j.core.weights.Weights;
import org.bytedeco.pytorch.Tensor;

/** An {@link OutputLayer} with the layer that makes its scale and shift of the conditioning. */
public final class ModulatedOutput {
    private final EntranceLayer entrance;
    private final OutputLayer output;

    private ModulatedOutput(EntranceLayer entrance, OutputLayer output) {
        this.entrance = entrance;
        this.output = output;
    }

    /** Reads {@code norm_out.linear} [2 · width, width] and {@code proj_out} [out, width]. */
    public static ModulatedOutput of(Weights weights, long width, long out) {
        return new ModulatedOutput(
                EntranceLayer.of(weights.at("norm_out.linear"), width),
                OutputLayer.of(Linear.of(weights.at("proj_out"), width, out), width));
    }

    /** @param condition [batch, width], activated @return its tensors belong to the open scope */
    public AtStep at(StepRows condition) {
        return new AtStep(output, entrance.apply(condition.at("out")));
    }

    /** The output layer under one conditioning. */
    public record AtStep(OutputLayer output, Entrance entrance) {
        /** @param tokens [batch, tokens, width] @return [batch, tokens, out]; belongs to the open scope */
        public Tensor apply(Tensor tokens) {
            return output.apply(tokens, entrance.shift(), entrance.scale());
        }
    }
}

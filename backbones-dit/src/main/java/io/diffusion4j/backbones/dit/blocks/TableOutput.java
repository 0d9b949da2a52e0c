package io.diffusion4j.backbones.dit.blocks;

import io.diffusion4j.core.nn.Linear;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import org.bytedeco.pytorch.Tensor;

/** The {@link OutputLayer} of a model with a {@link SharedModulation}: it has a table of its own too. */
public final class TableOutput {
    private final Tensor table;
    private final OutputLayer output;

    private TableOutput(Tensor table, OutputLayer output) {
        this.table = table;
        this.output = output;
    }

    /** Reads {@code scale_shift_table} [2, width] and {@code proj_out} [out, width]. */
    public static TableOutput of(Weights weights, long width, long out) {
        return new TableOutput(
                weights.get("scale_shift_table", 2, width),
                OutputLayer.of(Linear.of(weights.at("proj_out"), width, out), width));
    }

    /**
     * @param tokens [batch, tokens, width]
     * @param embedding of the timestep [batch, width]
     * @return [batch, tokens, out]; belongs to the open scope
     */
    public Tensor apply(Tensor tokens, Tensor embedding) {
        try (Scope scope = Scope.open()) {
            Tensor both = embedding.unsqueeze(1).add(table);
            return scope.keep(output.apply(tokens, both.narrow(1, 0, 1), both.narrow(1, 1, 1)));
        }
    }
}

package io.diffusion4j.core.backbone;

import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;

/** Vectors that depend on the step, one for each row of the batch, and what layers make of them. */
public interface StepRows {
    /** [batch, width]; belongs to the open scope */
    Tensor now();

    /**
     * What a layer makes of them. In a prepared run it is computed for all steps at once, which reads the layer's weights
     * once.
     *
     * @param layer from [rows, width] to [rows, ...], each row by itself; must not write to its argument
     * @return [batch, ...]; belongs to the open scope
     */
    Tensor through(UnaryOperator<Tensor> layer);

    /** The same rows for one part of the model: layers of different parts must not share a name. */
    StepRows at(Object part);

    /** Rows of one step alone. @param now [batch, width] */
    static StepRows of(Tensor now) {
        return new RowsOfStep(now);
    }
}

package io.diffusion4j.core.backbone;

import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;

/** Rows of one step alone. */
record RowsOfStep(Tensor now) implements StepRows {
    @Override
    public Tensor through(UnaryOperator<Tensor> layer) {
        return layer.apply(now);
    }

    @Override
    public StepRows at(Object part) {
        return this;
    }
}

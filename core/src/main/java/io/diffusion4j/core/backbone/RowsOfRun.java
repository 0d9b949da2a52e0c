package io.diffusion4j.core.backbone;

import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;

/**
 * Rows of one step among those of all steps of a run.
 *
 * @param all [steps · batch, width]
 * @param first the first row of the step
 * @param count the batch
 */
record RowsOfRun(Remembered memory, Tensor all, long first, long count) implements StepRows {
    @Override
    public Tensor now() {
        return of(all);
    }

    @Override
    public Tensor through(UnaryOperator<Tensor> layer) {
        return memory.find(() -> layer.apply(all)).map(this::of).orElseGet(() -> layer.apply(now()));
    }

    @Override
    public StepRows at(Object part) {
        return new RowsOfRun(memory.at(part), all, first, count);
    }

    private Tensor of(Tensor table) {
        return table.narrow(0, first, count);
    }
}

package io.diffusion4j.training.task;

import io.diffusion4j.training.Draw;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** Something to train. Used by one thread at a time; what it learns lies in {@link TrainingContext#parameters}. */
public interface TrainingTask extends AutoCloseable {
    /**
     * How wrong the models are on a batch, with gradients recorded; called under the run's precision.
     *
     * @param draw all chance that the batch takes; the same draw gives the same loss
     */
    Loss loss(Draw draw);

    /**
     * Writes the models as users load them, with the values that the parameters have now. Gradients are off.
     *
     * @param folder exists and is empty; moved to its final place when this returns
     */
    void export(Path folder);

    /**
     * Writes pictures that show how far the training is, with the values that the parameters have now. Gradients are off.
     *
     * @param folder exists; names begin with the step
     */
    default void sample(Path folder, long step) {}

    /** What the task has learned beside the parameters, such as statistics of losses; kept in checkpoints by name. */
    default Map<String, Tensor> state() {
        return Map.of();
    }

    /** Goes on from what {@link #state} said. */
    default void restore(Map<String, Tensor> state) {}

    /** Frees what is not trained, such as models that only help. */
    @Override
    default void close() {}
}

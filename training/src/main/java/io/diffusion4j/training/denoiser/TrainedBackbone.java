package io.diffusion4j.training.denoiser;

import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.checkpoint.Checkpoint;
import io.diffusion4j.training.task.TrainingContext;
import java.nio.file.Path;

/** The backbone of a run with what of it is trained: all weights, or an adapter. */
public interface TrainedBackbone extends AutoCloseable {
    /** Makes one, with its parameters in the context. */
    @FunctionalInterface
    interface Maker {
        TrainedBackbone begin(TrainingContext context, ModelFolder folder);
    }

    /** As it is now, whenever it is used; records gradients of what is trained. */
    Backbone backbone();

    /** The model that the other parts are of. */
    Checkpoint checkpoint();

    /** Writes what users load. @param folder exists and is empty */
    void export(Path folder);

    /** Frees what is not trained. */
    @Override
    default void close() {}
}

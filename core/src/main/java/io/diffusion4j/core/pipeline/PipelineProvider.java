package io.diffusion4j.core.pipeline;

import io.diffusion4j.core.checkpoint.PublishedModel;
import io.diffusion4j.core.spi.Service;
import java.util.List;
import java.util.Set;

/**
 * Makes pipelines of one family from the components of a checkpoint. Found through ServiceLoader, chosen by the
 * checkpoint's {@code pipelineClass}.
 */
public interface PipelineProvider extends Service {
    /** The name of the family in listings. */
    @Override
    String type();

    /** The checkpoint pipeline classes that it makes, {@code _class_name} in {@code model_index.json}. */
    Set<String> pipelineClasses();

    /** The models of the family that can be made with random weights; see {@link PublishedModel}. */
    default List<PublishedModel> publishedModels() {
        return List.of();
    }

    /** Loads the components that the family needs and composes them. The pipeline owns what the context loaded. */
    Pipeline create(PipelineContext context);
}

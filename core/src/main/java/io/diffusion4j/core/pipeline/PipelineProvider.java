package io.diffusion4j.core.pipeline;

import io.diffusion4j.core.spi.Service;
import java.util.Set;

/**
 * Makes pipelines of one family from the components of a checkpoint. Found through ServiceLoader, chosen by the
 * checkpoint's {@code pipelineClass}.
 */
public interface PipelineProvider extends Service {
    /** The name in listings: {@code stable-diffusion}. */
    @Override
    String type();

    /** The checkpoint pipeline classes that it makes: {@code StableDiffusionPipeline}. */
    Set<String> pipelineClasses();

    /** Loads the components that the family needs and composes them. The pipeline owns what the context loaded. */
    Pipeline create(PipelineContext context);
}

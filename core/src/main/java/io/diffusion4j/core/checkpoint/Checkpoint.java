package io.diffusion4j.core.checkpoint;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * A model on disk, seen as named components whatever its layout. Opening one reads configs and headers only. The
 * component names are those of the diffusers layout: {@code unet}, {@code vae}, {@code text_encoder},
 * {@code scheduler}, ...
 */
public interface Checkpoint extends AutoCloseable {
    Path location();

    /** The {@code _class_name} of the pipeline that it was saved for. */
    String pipelineClass();

    /** The names of all components, those without weights included. */
    Set<String> componentNames();

    Optional<Component> component(String name);

    /** @throws io.diffusion4j.core.error.CheckpointException if there is none of that name */
    Component require(String name);

    /** The folder of a component without weights, such as {@code tokenizer}, if the layout has folders. */
    Optional<Path> folder(String name);

    @Override
    void close();
}

package io.diffusion4j.pipelines.checkpoints;

import io.diffusion4j.core.settings.ReferenceConfig;
import java.nio.file.Path;
import java.util.Optional;

/** The configs that belong to the weights of a single file. */
interface ModelConfigs {
    ModelIndex index();

    ReferenceConfig config(String component);

    /** The folder of a component without weights, such as {@code tokenizer}. */
    Optional<Path> folder(String component);
}

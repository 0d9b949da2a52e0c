package io.diffusion4j.pipelines.checkpoints;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How to open a checkpoint.
 *
 * @param variant the weight files to take where a folder has several, such as {@code fp16}
 * @param configFolder a folder in the diffusers layout whose configs and tokenizers hold for a single file, and
 *     which gives the components that the file lacks
 */
public record CheckpointOptions(Optional<String> variant, Optional<Path> configFolder) {
    public static CheckpointOptions defaults() {
        return new CheckpointOptions(Optional.empty(), Optional.empty());
    }

    public CheckpointOptions withVariant(String name) {
        return new CheckpointOptions(Optional.of(name), configFolder);
    }

    public CheckpointOptions withConfigFolder(Path folder) {
        return new CheckpointOptions(variant, Optional.of(folder));
    }
}

package io.diffusion4j.core.checkpoint;

import io.diffusion4j.core.spi.Service;
import io.diffusion4j.core.weights.SafetensorsFile;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A way to keep a whole model in one safetensors file. Found through ServiceLoader; the layouts of plugins are asked
 * before the built-in ones.
 */
public interface CheckpointLayout extends Service {
    /** Whether the names, shapes and metadata in that file are of this layout. */
    boolean recognizes(SafetensorsFile file);

    /**
     * Sees the file as components. The checkpoint owns the file from now on.
     *
     * @param configs a folder in the diffusers layout whose config files hold instead of the layout's own, and
     *     which may give components that the file lacks
     * @throws io.diffusion4j.core.error.CheckpointException if a part is missing in both
     */
    Checkpoint open(Path location, SafetensorsFile file, Optional<Path> configs);
}

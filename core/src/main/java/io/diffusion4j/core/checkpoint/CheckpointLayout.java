package io.diffusion4j.core.checkpoint;

import io.diffusion4j.core.spi.Service;
import io.diffusion4j.core.weights.SafetensorsFile;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A way to keep a whole model in one safetensors file. Found through ServiceLoader; the layouts of plugin folders are
 * asked before those of the class path.
 */
public interface CheckpointLayout extends Service {
    /** Whether the names, shapes and metadata in that file are of this layout. */
    boolean recognizes(SafetensorsFile file);

    /**
     * What the file looks like, if it is of a kind that this layout knows but cannot open: {@code a part of ...}, as the end
     * of a sentence. Asked only if no layout recognizes the file.
     */
    default Optional<String> resembles(SafetensorsFile file) {
        return Optional.empty();
    }

    /**
     * Sees the file as components. The checkpoint owns the file from now on.
     *
     * @param configs a folder in the diffusers layout whose config files hold instead of the layout's own, and
     *     which may give components that the file lacks
     * @throws io.diffusion4j.core.error.CheckpointException if a part is missing in both
     */
    Checkpoint open(Path location, SafetensorsFile file, Optional<Path> configs);
}

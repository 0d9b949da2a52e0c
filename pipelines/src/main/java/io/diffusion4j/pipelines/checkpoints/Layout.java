package io.diffusion4j.pipelines.checkpoints;

import io.diffusion4j.core.checkpoint.Checkpoint;
import java.nio.file.Path;
import java.util.Optional;

/** A way in which models lie on disk. */
@FunctionalInterface
interface Layout {
    /** The checkpoint, or nothing if what is there has another layout. */
    Optional<Checkpoint> open(Path location, CheckpointOptions options);
}

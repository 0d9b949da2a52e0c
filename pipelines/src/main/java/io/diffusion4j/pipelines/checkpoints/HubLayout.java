package io.diffusion4j.pipelines.checkpoints;

import io.diffusion4j.core.checkpoint.Checkpoint;
import java.nio.file.Path;
import java.util.Optional;

/** A model's folder {@code models--organization--name} in the hub's cache. */
record HubLayout(Layout inside) implements Layout {
    @Override
    public Optional<Checkpoint> open(Path location, CheckpointOptions options) {
        return HubCache.isModel(location) ? inside.open(HubCache.snapshot(location), options) : Optional.empty();
    }
}

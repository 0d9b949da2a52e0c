package io.diffusion4j.pipelines.checkpoints;

import io.diffusion4j.core.checkpoint.Checkpoint;
import io.diffusion4j.core.checkpoint.CheckpointLayout;
import io.diffusion4j.core.checkpoint.Component;
import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.plugin.ServiceProviders;
import io.diffusion4j.core.spi.Providers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Opens models in whatever layout: a diffusers folder, a folder of the Hugging Face hub's cache or a model id
 * {@code organization/name} in it, or a single safetensors file.
 */
public final class Checkpoints {
    private Checkpoints() {}

    /**
     * Opens a model with the single-file layouts on the class path.
     *
     * @throws CheckpointException if there is nothing, or it is damaged or of a kind that is not supported
     */
    public static Checkpoint open(Path location, CheckpointOptions options) {
        return open(location, options, ServiceProviders.ofClassPath());
    }

    /** @param model a path, or a model id in the hub's cache */
    public static Checkpoint open(String model, CheckpointOptions options) {
        return open(Path.of(model), options);
    }

    /** @param providers where the single-file layouts come from; those of plugin folders are asked first */
    public static Checkpoint open(Path location, CheckpointOptions options, Providers providers) {
        return open(location, options, providers.all(CheckpointLayout.class), HubCache.of(System.getenv()));
    }

    /** Opens one component's folder, which holds a {@code config.json} and weights. */
    public static Component openComponent(Path folder, String name, CheckpointOptions options) {
        return ComponentFolder.standalone(folder, name, options.variant()).open();
    }

    static Checkpoint open(Path location, CheckpointOptions options, List<CheckpointLayout> layouts, HubCache cache) {
        Path found = Files.exists(location) ? location : cache.snapshotOf(location);
        Layout folder = new DiffusersLayout();
        List<Layout> all = List.of(new HubLayout(folder), folder, new SingleFileLayout(layouts));
        return all.stream()
                .flatMap(layout -> layout.open(found, options).stream())
                .findFirst()
                .orElseThrow(() -> new CheckpointException(found + ": neither a file nor a model folder"));
    }
}

package io.diffusion4j.pipelines.checkpoints;

import io.diffusion4j.core.checkpoint.Component;
import io.diffusion4j.core.settings.ReferenceConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A folder in the diffusers layout beside a single file: its configs, and the weights that the file lacks. */
public record CompanionFolder(Path path, ModelIndex index) {
    /** @throws io.diffusion4j.core.error.CheckpointException if it has no {@code model_index.json} */
    public static CompanionFolder of(Path path) {
        return new CompanionFolder(path, ModelIndex.read(path.resolve("model_index.json")));
    }

    /** The component's config, if the folder's index names the component. */
    public Optional<ReferenceConfig> config(String component) {
        return part(component).map(ComponentFolder::config);
    }

    /** The component with its weights, if the folder's index names it. */
    Optional<Component> component(String name) {
        return part(name).map(ComponentFolder::open);
    }

    /** The component's folder, if there is one. */
    Optional<Path> folder(String component) {
        return Optional.of(path.resolve(component)).filter(Files::isDirectory);
    }

    private Optional<ComponentFolder> part(String name) {
        return Optional.ofNullable(index.classes().get(name))
                .map(className -> new ComponentFolder(path.resolve(name), name, className, Optional.empty()));
    }
}

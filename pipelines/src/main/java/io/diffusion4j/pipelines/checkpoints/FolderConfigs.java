package io.diffusion4j.pipelines.checkpoints;

import io.diffusion4j.core.settings.ReferenceConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The configs in a diffusers folder, which may lack the weights. */
record FolderConfigs(Path folder, ModelIndex index) implements ModelConfigs {
    static FolderConfigs in(Path folder) {
        return new FolderConfigs(folder, ModelIndex.read(folder.resolve("model_index.json")));
    }

    @Override
    public ReferenceConfig config(String component) {
        String className = index.classes().getOrDefault(component, "");
        return new ComponentFolder(folder.resolve(component), component, className, Optional.empty()).config();
    }

    @Override
    public Optional<Path> folder(String component) {
        return Optional.of(folder.resolve(component)).filter(Files::isDirectory);
    }
}

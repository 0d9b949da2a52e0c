package io.diffusion4j.pipelines.checkpoints;

import io.diffusion4j.core.checkpoint.Checkpoint;
import io.diffusion4j.core.checkpoint.Component;
import io.diffusion4j.core.checkpoint.ComponentCheckpoint;
import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.weights.TensorSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A diffusers folder. A component's files are opened when it is first asked for. */
final class FolderCheckpoint implements Checkpoint {
    private final Path folder;
    private final ModelIndex index;
    private final Optional<String> variant;
    private final Map<String, Component> opened = new HashMap<>();

    FolderCheckpoint(Path folder, ModelIndex index, Optional<String> variant) {
        this.folder = folder;
        this.index = index;
        this.variant = variant;
    }

    /** Refuses a variant that no component has; components without it give their plain files. */
    void checkVariant() {
        Set<String> present = new TreeSet<>();
        componentNames().forEach(name -> present.addAll(new WeightFiles(folder.resolve(name)).variants()));
        if (variant.isPresent() && !present.contains(variant.get())) {
            throw new CheckpointException(folder + ": no component has the variant '" + variant.get() + "'; "
                    + (present.isEmpty() ? "there are no variants" : "there are " + String.join(", ", present)));
        }
    }

    @Override
    public Path location() {
        return folder;
    }

    @Override
    public String pipelineClass() {
        return index.pipelineClass();
    }

    @Override
    public Set<String> componentNames() {
        return Collections.unmodifiableSet(index.classes().keySet());
    }

    @Override
    public synchronized Optional<Component> component(String name) {
        String className = index.classes().get(name);
        return className == null
                ? Optional.empty()
                : Optional.of(opened.computeIfAbsent(
                        name, n -> new ComponentFolder(folder.resolve(n), n, className, variant).open()));
    }

    @Override
    public Component require(String name) {
        return component(name).orElseThrow(() -> ComponentCheckpoint.missing(folder, name, componentNames()));
    }

    @Override
    public Optional<Path> folder(String name) {
        return index.classes().containsKey(name)
                ? Optional.of(folder.resolve(name)).filter(Files::isDirectory)
                : Optional.empty();
    }

    @Override
    public synchronized void close() {
        opened.values().forEach(component -> component.weights().ifPresent(TensorSource::close));
    }
}

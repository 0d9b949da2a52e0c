package io.diffusion4j.core.checkpoint;

import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.weights.TensorSource;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A checkpoint whose components are known. Closing it closes their weights. */
public final class ComponentCheckpoint implements Checkpoint {
    private final Path location;
    private final String pipelineClass;
    private final Map<String, Component> components = new TreeMap<>();
    private final Map<String, Path> folders;

    /** @param folders those of components without weights, such as {@code tokenizer} */
    public ComponentCheckpoint(
            Path location, String pipelineClass, List<Component> components, Map<String, Path> folders) {
        this.location = location;
        this.pipelineClass = pipelineClass;
        this.folders = Map.copyOf(folders);
        components.forEach(component -> this.components.put(component.name(), component));
    }

    @Override
    public Path location() {
        return location;
    }

    @Override
    public String pipelineClass() {
        return pipelineClass;
    }

    @Override
    public Set<String> componentNames() {
        return Collections.unmodifiableSet(components.keySet());
    }

    @Override
    public Optional<Component> component(String name) {
        return Optional.ofNullable(components.get(name));
    }

    @Override
    public Component require(String name) {
        return component(name).orElseThrow(() -> missing(location, name, components.keySet()));
    }

    @Override
    public Optional<Path> folder(String name) {
        return Optional.ofNullable(folders.get(name));
    }

    @Override
    public void close() {
        components.values().forEach(component -> component.weights().ifPresent(TensorSource::close));
    }

    /** What every checkpoint says of a component that it lacks. */
    public static CheckpointException missing(Path location, String name, Set<String> present) {
        return new CheckpointException(location + ": the model has no component '" + name + "'; it has "
                + String.join(", ", present.stream().sorted().toList()));
    }
}

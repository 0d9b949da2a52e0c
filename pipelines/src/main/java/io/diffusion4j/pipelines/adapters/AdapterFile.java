package io.diffusion4j.pipelines.adapters;

import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.weights.SafetensorsFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** An adapter file, sorted by the layers that it changes. Opening one reads its header only. */
final class AdapterFile implements AutoCloseable {
    private static final int SHOWN = 5;

    private final SafetensorsFile tensors;
    private final Map<LayerName, Delta> layers;

    private AdapterFile(SafetensorsFile tensors, Map<LayerName, Delta> layers) {
        this.tensors = tensors;
        this.layers = layers;
    }

    /** @throws CheckpointException if it is no adapter or of a kind that is not supported, saying which */
    static AdapterFile open(Path path) {
        SafetensorsFile tensors = SafetensorsFile.open(path);
        try {
            return new AdapterFile(tensors, layers(tensors));
        } catch (RuntimeException e) {
            tensors.close();
            throw e;
        }
    }

    Map<LayerName, Delta> layers() {
        return layers;
    }

    String location() {
        return tensors.location();
    }

    private static Map<LayerName, Delta> layers(SafetensorsFile tensors) {
        Map<LayerName, Map<String, String>> parts = new LinkedHashMap<>();
        List<String> unknown = new ArrayList<>();
        for (String name : new TreeSet<>(tensors.names())) {
            AdapterKey.parse(name, tensors.location())
                    .ifPresentOrElse(
                            key -> parts.computeIfAbsent(key.layer(), layer -> new HashMap<>())
                                    .put(key.part(), name),
                            () -> unknown.add(name));
        }
        if (!unknown.isEmpty() || parts.isEmpty()) {
            throw new CheckpointException("%s: %d of %d tensors have no adapter's names (%s); is it a LoRA file?"
                    .formatted(
                            tensors.location(),
                            unknown.size(),
                            tensors.names().size(),
                            String.join(", ", unknown.subList(0, Math.min(SHOWN, unknown.size())))));
        }
        AdapterMetadata metadata = AdapterMetadata.of(tensors);
        Map<LayerName, Delta> layers = new LinkedHashMap<>();
        parts.forEach((layer, names) -> layers.put(
                layer, Delta.of(new Factors(tensors, layer.name(), names, metadata.alpha(layer.components())))));
        return layers;
    }

    @Override
    public void close() {
        tensors.close();
    }
}

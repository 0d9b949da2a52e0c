package io.diffusion4j.core.weights;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.diffusion4j.core.error.CheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Weights spread over several safetensors files, with an index that names the file of each tensor. */
public final class ShardedSafetensors {
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    private ShardedSafetensors() {}

    /**
     * Opens an index ({@code model.safetensors.index.json}) and the headers of the files that it names.
     *
     * @throws CheckpointException if a file is missing, lies outside the index's folder, or lacks a tensor
     */
    public static TensorSource open(Path index) {
        Map<String, String> places = weightMap(index);
        Map<String, SafetensorsFile> shards = new TreeMap<>();
        for (String file : places.values()) {
            if (!shards.containsKey(file)) {
                shards.put(file, SafetensorsFile.open(shard(index, file)));
            }
        }
        Map<String, TensorPart> parts = new HashMap<>();
        places.forEach((name, file) -> parts.put(name, part(index, name, shards.get(file))));
        List<TensorSource> owned = new ArrayList<>(shards.values());
        return TensorView.of(index.toString(), parts, owned);
    }

    private static TensorPart part(Path index, String name, SafetensorsFile shard) {
        if (!shard.names().contains(name)) {
            throw new CheckpointException(index + ": it places '" + name + "' in " + shard.location()
                    + ", which does not hold it; the shards belong to another index");
        }
        return TensorPart.of(shard, name);
    }

    private static Path shard(Path index, String file) {
        Path folder = index.toAbsolutePath().normalize().getParent();
        Path shard = folder.resolve(file).normalize();
        if (Path.of(file).isAbsolute() || !shard.startsWith(folder)) {
            throw new CheckpointException(index + ": the shard '" + file + "' lies outside the index's folder");
        }
        if (!Files.isRegularFile(shard)) {
            throw new CheckpointException(index + ": the shard '" + file + "' is missing; download it too");
        }
        return shard;
    }

    private static Map<String, String> weightMap(Path index) {
        JsonNode map = read(index).path("weight_map");
        if (!map.isObject()) {
            throw new CheckpointException(index + ": there is no weight_map; this is not an index of shards");
        }
        Map<String, String> places = new HashMap<>();
        map.properties().forEach(entry -> {
            if (!entry.getValue().isTextual()) {
                throw new CheckpointException(index + ": the file of '" + entry.getKey() + "' is not a string");
            }
            places.put(entry.getKey(), entry.getValue().textValue());
        });
        return places;
    }

    private static JsonNode read(Path index) {
        try {
            return JSON.readTree(index.toFile());
        } catch (JsonProcessingException e) {
            throw new CheckpointException(index + ": not proper JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new CheckpointException(index + ": cannot be read: " + e.getMessage(), e);
        }
    }
}

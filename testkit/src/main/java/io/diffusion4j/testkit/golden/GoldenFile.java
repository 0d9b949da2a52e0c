package io.diffusion4j.testkit.golden;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.weights.SafetensorsFile;
import io.diffusion4j.core.weights.TensorSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A JSON file of golden data and the tensors beside it, which have the same name but for the ending. */
public final class GoldenFile {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private final Path path;
    private final JsonNode json;

    private GoldenFile(Path path, JsonNode json) {
        this.path = path;
        this.json = json;
    }

    /** @throws UncheckedIOException if the file cannot be read or is not JSON */
    public static GoldenFile read(Path path) {
        return new GoldenFile(path.toAbsolutePath(), parse(path));
    }

    public Path path() {
        return path;
    }

    public Path folder() {
        return path.getParent();
    }

    public JsonNode json() {
        return json;
    }

    /** The file's name without its ending, or the folder's name for a {@code golden.json}. */
    public String caseName() {
        return stem().equals("golden") ? folder().getFileName().toString() : stem();
    }

    public boolean hasTensors() {
        return Files.exists(tensorPath());
    }

    /** Opens the tensors beside the file. */
    public TensorSource tensors() {
        return SafetensorsFile.open(tensorPath());
    }

    /** A config that lies in the same folder. */
    public ReferenceConfig config(String fileName) {
        Path file = folder().resolve(fileName);
        return config(file.toString(), parse(file));
    }

    /** A part of this file as a config. */
    public ReferenceConfig config(JsonNode values) {
        return config(path.toString(), values);
    }

    private static ReferenceConfig config(String location, JsonNode values) {
        return new ReferenceConfig(location, MAPPER.convertValue(values, new TypeReference<Map<String, Object>>() {}));
    }

    private String stem() {
        return path.getFileName().toString().replaceFirst("\\.json$", "");
    }

    private Path tensorPath() {
        return path.resolveSibling(stem() + ".safetensors");
    }

    private static JsonNode parse(Path file) {
        try {
            return MAPPER.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(file + " is not readable JSON: " + e.getMessage(), e);
        }
    }
}

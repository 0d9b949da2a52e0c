package io.diffusion4j.pipelines.checkpoints;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.diffusion4j.core.error.CheckpointException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Reads JSON objects of checkpoints. */
final class ConfigFiles {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private ConfigFiles() {}

    static Map<String, Object> read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new CheckpointException(file + ": the file is missing; copy or download the model again");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return parse(file.toString(), in);
        } catch (IOException e) {
            throw new CheckpointException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static Map<String, Object> parse(String location, InputStream in) throws IOException {
        try {
            return JSON.readValue(in, new TypeReference<Map<String, Object>>() {});
        } catch (JsonProcessingException e) {
            throw new CheckpointException(location + ": not a JSON object: " + e.getOriginalMessage(), e);
        }
    }
}

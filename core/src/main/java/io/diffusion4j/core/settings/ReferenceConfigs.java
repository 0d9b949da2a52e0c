package io.diffusion4j.core.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.diffusion4j.core.error.CheckpointException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/** Reads the config files of checkpoints. */
public final class ReferenceConfigs {
    private static final long LARGEST = 16L << 20;
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ReferenceConfigs() {}

    /**
     * A JSON object in a file of up to 16 MiB. {@code NaN}, {@code Infinity} and {@code -Infinity} are allowed.
     *
     * @throws CheckpointException if the file is missing, too large or not a JSON object
     */
    public static ReferenceConfig read(Path file) {
        Map<String, Object> values = parse(file.toString(), bytes(file));
        if (values == null) {
            throw new CheckpointException(file + ": expected a JSON object, got null");
        }
        return new ReferenceConfig(file.toString(), values);
    }

    /** A JSON object that lies beside a class. @throws IllegalStateException if the jar lacks it */
    public static ReferenceConfig resource(Class<?> owner, String name) {
        try (InputStream in = owner.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("there is no resource " + name + " beside " + owner.getName());
            }
            return new ReferenceConfig(name, parse(name, in.readAllBytes()));
        } catch (IOException e) {
            throw new IllegalStateException(name + ": cannot be read", e);
        }
    }

    private static Map<String, Object> parse(String file, byte[] json) {
        try {
            return MAPPER.readValue(json, new TypeReference<Map<String, Object>>() {});
        } catch (JsonProcessingException e) {
            throw new CheckpointException(JsonProblem.describe(file, e), e);
        } catch (IOException e) {
            throw new CheckpointException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new CheckpointException(file + ": larger than 16 MiB; a config file is not that large");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new CheckpointException(file + ": no such file", e);
        } catch (IOException e) {
            throw new CheckpointException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }
}

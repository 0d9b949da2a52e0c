package io.diffusion4j.textencoders.clip;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Where the reference's inputs and outputs lie. */
final class Goldens {
    private Goldens() {}

    static Path text(String name) {
        return Path.of(System.getProperty("goldens"), "text").resolve(name);
    }

    static JsonNode json(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int[] ints(JsonNode numbers) {
        int[] values = new int[numbers.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = numbers.get(i).intValue();
        }
        return values;
    }

    static long[] longs(JsonNode numbers) {
        return java.util.Arrays.stream(ints(numbers)).asLongStream().toArray();
    }
}

package io.diffusion4j.training.data.folder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.files.IoReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads {@code metadata.jsonl}: in each line an object with {@code file_name}, relative to the folder, and {@code text} or a
 * list {@code texts}.
 */
final class Metadata {
    static final String NAME = "metadata.jsonl";
    private static final ObjectMapper JSON = new ObjectMapper();

    private Metadata() {}

    /** The captions of the pictures that it lists; empty if there is no such file. */
    static Map<Path, List<String>> of(Path folder) {
        Path file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            return Map.of();
        }
        Map<Path, List<String>> captions = new HashMap<>();
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                read(lines.get(i), file + ":" + (i + 1), folder, captions);
            }
        }
        return captions;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new ConfigurationException(file + ": cannot be read: " + IoReason.of(e));
        }
    }

    private static void read(String line, String place, Path folder, Map<Path, List<String>> captions) {
        JsonNode entry = parsed(line, place);
        JsonNode name = entry.path("file_name");
        if (!name.isTextual()) {
            throw new ConfigurationException(place + ": expected a text under the key file_name");
        }
        List<String> texts = texts(entry, place);
        if (captions.put(folder.resolve(name.textValue()), texts) != null) {
            throw new ConfigurationException(place + ": " + name.textValue() + " is listed twice");
        }
    }

    private static JsonNode parsed(String line, String place) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new ConfigurationException(place + ": not valid JSON: " + e.getOriginalMessage());
        }
    }

    private static List<String> texts(JsonNode entry, String place) {
        List<String> texts = new ArrayList<>();
        JsonNode several =
                entry.has("texts") ? entry.get("texts") : JSON.createArrayNode().add(entry.get("text"));
        for (JsonNode text : several) {
            if (text.isTextual()) {
                texts.add(text.textValue());
            }
        }
        if (texts.isEmpty() || texts.size() != several.size()) {
            throw new ConfigurationException(place + ": expected a text under the key text, or a list under texts");
        }
        return List.copyOf(texts);
    }
}

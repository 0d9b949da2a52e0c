package io.diffusion4j.textencoders.clip;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.diffusion4j.core.error.CheckpointException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The files of a tokenizer in a checkpoint. */
final class TokenizerFolder {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Map<String, Object> config;

    TokenizerFolder(Path folder) {
        this.folder = folder;
        this.config = new HashMap<>(optional("tokenizer_config.json"));
        config.putAll(optional("special_tokens_map.json"));
    }

    ClipVocabulary vocabulary() {
        Map<String, Integer> ids = json("vocab.json", new TypeReference<>() {});
        ids.forEach((token, id) -> {
            if (id == null || id < 0) {
                throw new CheckpointException("%s: the id of '%s' must be 0 or more, got %s"
                        .formatted(folder.resolve("vocab.json"), token, id));
            }
        });
        return new ClipVocabulary(ids, merges(), folder.toString());
    }

    SpecialTokens specialTokens() {
        SpecialTokens standard = SpecialTokens.STANDARD;
        String end = token("eos_token", standard.end());
        return new SpecialTokens(
                token("bos_token", standard.begin()),
                end,
                token("pad_token", end),
                token("unk_token", end),
                length(standard.length()));
    }

    /** Without a limit of its own, a tokenizer names an absurdly large number. */
    private int length(int standard) {
        return config.get("model_max_length") instanceof Number length
                ? (int) Math.min(length.doubleValue(), Integer.MAX_VALUE)
                : standard;
    }

    /** A token is given by its text or as an object that holds it. */
    private String token(String key, String otherwise) {
        Object value = config.get(key) instanceof Map<?, ?> described ? described.get("content") : config.get(key);
        return value instanceof String text ? text : otherwise;
    }

    private List<String> merges() {
        Path file = folder.resolve("merges.txt");
        try {
            return Files.readString(file, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#version"))
                    .toList();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private Map<String, Object> optional(String name) {
        return Files.exists(folder.resolve(name)) ? json(name, new TypeReference<>() {}) : Map.of();
    }

    private <T> T json(String name, TypeReference<T> type) {
        Path file = folder.resolve(name);
        try {
            T content = JSON.readValue(file.toFile(), type);
            if (content == null) {
                throw new IOException("it holds nothing");
            }
            return content;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static CheckpointException unreadable(Path file, IOException cause) {
        return new CheckpointException(
                "%s of the tokenizer is missing or damaged (%s); take it from the checkpoint again"
                        .formatted(file, cause.getMessage().lines().findFirst().orElse("")),
                cause);
    }
}

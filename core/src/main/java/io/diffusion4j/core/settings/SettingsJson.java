package io.diffusion4j.core.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.diffusion4j.core.error.ConfigurationException;
import java.util.Map;

/** Plain maps as JSON text. The same map always gives the same text. */
public final class SettingsJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final ObjectWriter WRITER =
            MAPPER.writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));

    private static final JsonMapper LINE_MAPPER = new JsonMapper();

    private SettingsJson() {}

    /**
     * Indented JSON, keys sorted.
     *
     * @param values strings, booleans, numbers, lists and maps; an infinite number becomes the text {@code "-Infinity"},
     *     which the binder reads as that number
     */
    public static String toJson(Map<String, ?> values) {
        try {
            return WRITER.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    /** One line of JSON, in the order of the map, for files that hold one object in each line. */
    public static String toLine(Map<String, ?> values) {
        try {
            return LINE_MAPPER.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    /**
     * @param name stands for the file in messages
     * @throws ConfigurationException if the text is not a JSON object
     */
    public static Map<String, Object> fromJson(String name, String json) {
        try {
            return MAPPER.readValue(json, new TypeReference<Map<String, Object>>() {});
        } catch (JsonProcessingException e) {
            throw new ConfigurationException(JsonProblem.describe(name, e));
        }
    }
}

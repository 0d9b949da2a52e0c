package io.diffusion4j.core.settings;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.diffusion4j.core.error.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Reads JSON as a {@link Value}. YAML readers stumble over tabs and some characters that JSON allows. */
final class JsonText {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private final String name;
    private final JsonParser tokens;

    private JsonText(String name, JsonParser tokens) {
        this.name = name;
        this.tokens = tokens;
    }

    static Value read(String name, String text) {
        try (JsonParser tokens = FACTORY.createParser(text)) {
            return new JsonText(name, tokens).document();
        } catch (JsonProcessingException e) {
            throw new ConfigurationException(JsonProblem.describe(name, e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Value document() throws IOException {
        if (tokens.nextToken() == null) {
            return new Value.Mapping(here(), List.of());
        }
        Value root = value(0);
        if (tokens.nextToken() != null) {
            throw new ConfigurationException(here().message("", "not valid JSON: more follows after the document"));
        }
        return root;
    }

    private Value value(int depth) throws IOException {
        JsonToken token = tokens.currentToken();
        Place place = here();
        if (depth > Value.DEEPEST) {
            throw new ConfigurationException(place.message("", Value.TOO_DEEP));
        }
        if (token == JsonToken.START_OBJECT) {
            return object(place, depth);
        }
        return token == JsonToken.START_ARRAY
                ? array(place, depth)
                : new Value.Scalar(place, tokens.getText(), token != JsonToken.VALUE_STRING);
    }

    private Value object(Place place, int depth) throws IOException {
        List<Value.Entry> entries = new ArrayList<>();
        while (tokens.nextToken() != JsonToken.END_OBJECT) {
            Place key = here();
            String text = tokens.currentName();
            tokens.nextToken();
            entries.add(new Value.Entry(key, text, value(depth + 1)));
        }
        return new Value.Mapping(place, List.copyOf(entries));
    }

    private Value array(Place place, int depth) throws IOException {
        List<Value> items = new ArrayList<>();
        while (tokens.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(depth + 1));
        }
        return new Value.Sequence(place, List.copyOf(items));
    }

    private Place here() {
        return JsonProblem.place(name, tokens.currentTokenLocation());
    }
}

package io.diffusion4j.core.settings;

import io.diffusion4j.core.error.ConfigurationException;
import java.util.ArrayList;
import java.util.List;

/** One {@code path=value}, laid over a document. */
record PathOverride(List<String> keys, Value value) {
    private static final String YAML_STARTS = "[{\"'";

    /** @throws ConfigurationException if it is not of that form */
    static PathOverride parse(String assignment) {
        int equals = assignment.indexOf('=');
        if (equals <= 0) {
            throw new ConfigurationException(
                    "--set " + Shown.of(assignment) + ": expected path=value, such as request.steps=30");
        }
        String path = assignment.substring(0, equals).strip();
        Place place = new Place.InOverride(path);
        List<String> keys = List.of(path.split("\\.", -1));
        if (keys.contains("")) {
            throw new ConfigurationException(place.message("", "a part of the path is empty"));
        }
        return new PathOverride(
                keys, value(place, assignment.substring(equals + 1).strip()));
    }

    // Only what is quoted or bracketed is YAML: a prompt may hold ": " and " #".
    private static Value value(Place place, String text) {
        return !text.isEmpty() && YAML_STARTS.indexOf(text.charAt(0)) >= 0
                ? YamlText.read(text, mark -> place)
                : new Value.Scalar(place, text, true);
    }

    Value over(Value root) {
        return over(root, 0);
    }

    private Value over(Value old, int depth) {
        if (depth == keys.size()) {
            return value;
        }
        Value.Mapping block = block(old, depth);
        String key = keys.get(depth);
        List<Value.Entry> entries = new ArrayList<>(block.entries());
        int at = index(entries, key);
        if (at < 0) {
            entries.add(new Value.Entry(value.place(), key, over(nothing(), depth + 1)));
        } else {
            Value.Entry entry = entries.get(at);
            entries.set(at, new Value.Entry(entry.place(), key, over(entry.value(), depth + 1)));
        }
        return new Value.Mapping(block.place(), List.copyOf(entries));
    }

    private Value.Mapping block(Value old, int depth) {
        if (old instanceof Value.Mapping mapping) {
            return mapping;
        }
        if (old.isNull()) {
            return new Value.Mapping(old.place(), List.of());
        }
        // "scheduler: euler" is short for a block with that type.
        if (depth > 0 && old instanceof Value.Scalar type) {
            return new Value.Mapping(old.place(), List.of(new Value.Entry(old.place(), "type", type)));
        }
        throw new ConfigurationException(value.place()
                .message("", String.join(".", keys.subList(0, depth)) + " holds " + old.shown() + ", not a block"));
    }

    private Value nothing() {
        return new Value.Scalar(value.place(), "", true);
    }

    private static int index(List<Value.Entry> entries, String key) {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).key().equals(key)) {
                return i;
            }
        }
        return -1;
    }
}

package io.diffusion4j.core.settings;

import java.util.List;
import java.util.Optional;

/** What a document holds, with the place of each part of it. Scalars stay text until their target type is known. */
sealed interface Value {
    int DEEPEST = 64;
    String TOO_DEEP = "nested deeper than " + DEEPEST + " levels";

    Place place();

    /** How messages call it after "got". */
    String shown();

    /** Whether it is written as nothing at all, {@code ~} or {@code null}. */
    default boolean isNull() {
        return false;
    }

    /** @param plain written without quotes */
    record Scalar(Place place, String text, boolean plain) implements Value {
        @Override
        public boolean isNull() {
            return plain && (text.isEmpty() || text.equals("~") || text.equals("null"));
        }

        @Override
        public String shown() {
            if (isNull()) {
                return "nothing";
            }
            return plain ? Shown.quoted(text) : "the text " + Shown.quoted(text);
        }
    }

    record Sequence(Place place, List<Value> items) implements Value {
        @Override
        public String shown() {
            return "a list";
        }
    }

    /** @param entries as written, with duplicates */
    record Mapping(Place place, List<Entry> entries) implements Value {
        @Override
        public String shown() {
            return "a block";
        }

        /** The first of that key. */
        Optional<Value> get(String key) {
            return entries.stream()
                    .filter(entry -> entry.key().equals(key))
                    .findFirst()
                    .map(Entry::value);
        }

        Mapping only(String key) {
            return new Mapping(
                    place,
                    entries.stream().filter(entry -> entry.key().equals(key)).toList());
        }

        Mapping without(String key) {
            return new Mapping(
                    place,
                    entries.stream().filter(entry -> !entry.key().equals(key)).toList());
        }
    }

    /** @param place of the key */
    record Entry(Place place, String key, Value value) {}
}

package io.diffusion4j.core.settings;

import io.diffusion4j.core.error.CheckpointException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A config file of a checkpoint ({@code scheduler_config.json}, {@code vae/config.json}), read by key with the
 * reference implementation's defaults. A key that is absent or {@code null} gives the default. Immutable.
 */
public final class ReferenceConfig {
    private final String location;
    private final Map<String, Object> values;

    /**
     * @param location the file, for messages
     * @param values the content as parsed: String, Boolean, Number, List and Map, with nulls
     */
    public ReferenceConfig(String location, Map<String, ?> values) {
        this.location = location;
        this.values = new HashMap<>(values);
    }

    public String location() {
        return location;
    }

    /** All of it, as parsed. Unmodifiable. */
    public Map<String, Object> values() {
        return Collections.unmodifiableMap(values);
    }

    /** The {@code _class_name}, or "". */
    public String className() {
        return string("_class_name", "");
    }

    /** Whether the key is there with a value other than null. */
    public boolean has(String key) {
        return values.get(key) != null;
    }

    /** Whether the key is there with the value null, for the few keys where that is not the same as absent. */
    public boolean isNull(String key) {
        return values.containsKey(key) && values.get(key) == null;
    }

    /** This config with some keys replaced or added. */
    public ReferenceConfig with(Map<String, ?> more) {
        Map<String, Object> all = new HashMap<>(values);
        all.putAll(more);
        return new ReferenceConfig(location, all);
    }

    public Optional<Object> value(String key) {
        return Optional.ofNullable(values.get(key));
    }

    public String string(String key, String otherwise) {
        return get(key, String.class, otherwise);
    }

    public boolean flag(String key, boolean otherwise) {
        return get(key, Boolean.class, otherwise);
    }

    public int integer(String key, int otherwise) {
        return get(key, Number.class, otherwise).intValue();
    }

    public double decimal(String key, double otherwise) {
        return get(key, Number.class, otherwise).doubleValue();
    }

    public Optional<Double> decimal(String key) {
        return has(key) ? Optional.of(decimal(key, 0)) : Optional.empty();
    }

    public Optional<Integer> integer(String key) {
        return has(key) ? Optional.of(integer(key, 0)) : Optional.empty();
    }

    /** A list of strings; empty if absent. */
    public List<String> strings(String key) {
        return list(key).stream().map(v -> cast(key, v, String.class)).toList();
    }

    /** A list of numbers; empty if absent. */
    public List<Double> decimals(String key) {
        return list(key).stream()
                .map(v -> cast(key, v, Number.class).doubleValue())
                .toList();
    }

    /** A list of integers; one number stands for a list of it, {@code length} times. */
    public List<Integer> integers(String key, int length, int otherwise) {
        Object value = values.get(key);
        if (value instanceof List<?> several) {
            return several.stream()
                    .map(v -> cast(key, v, Number.class).intValue())
                    .toList();
        }
        Integer[] repeated = new Integer[length];
        Arrays.fill(repeated, integer(key, otherwise));
        return List.of(repeated);
    }

    /**
     * Refuses any value but these.
     *
     * @param allowed the values that this part can do; null stands for absent
     * @throws CheckpointException if the file has another one
     */
    public void expect(String key, Object... allowed) {
        Object value = values.get(key);
        if (Arrays.stream(allowed).noneMatch(a -> same(a, value))) {
            throw new CheckpointException("%s: %s is %s, which is not supported here; supported: %s"
                    .formatted(location, key, value, Arrays.toString(allowed)));
        }
    }

    private static boolean same(Object a, Object b) {
        return a instanceof Number x && b instanceof Number y
                ? x.doubleValue() == y.doubleValue()
                : Objects.equals(a, b);
    }

    private List<?> list(String key) {
        return has(key) ? cast(key, values.get(key), List.class) : List.of();
    }

    private <T> T get(String key, Class<T> type, T otherwise) {
        Object value = values.get(key);
        return value == null ? otherwise : cast(key, value, type);
    }

    private <T> T cast(String key, Object value, Class<T> type) {
        if (!type.isInstance(value)) {
            throw new CheckpointException("%s: %s must be a %s, got %s"
                    .formatted(location, key, type.getSimpleName().toLowerCase(java.util.Locale.ROOT), value));
        }
        return type.cast(value);
    }
}

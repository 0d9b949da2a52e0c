package io.diffusion4j.training.measure;

import io.diffusion4j.core.tensor.HostData;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * What can be said of a picture: attributes, in alphabetical order, and the values of each.
 *
 * @param values by attribute, each at least one
 */
public record Attributes(SortedMap<String, List<String>> values) {
    /** Where an attribute's value is not known. */
    public static final int UNKNOWN = -1;

    public Attributes {
        SortedMap<String, List<String>> copy = new TreeMap<>();
        values.forEach((name, choices) -> {
            if (choices.isEmpty()) {
                throw new IllegalArgumentException("attribute '" + name + "' has no values; name them or leave it out");
            }
            copy.put(name, List.copyOf(choices));
        });
        values = Collections.unmodifiableSortedMap(copy);
    }

    public static Attributes of(Map<String, List<String>> values) {
        return new Attributes(new TreeMap<>(values));
    }

    /** With another value before those of each attribute. */
    public Attributes withFirst(String value) {
        SortedMap<String, List<String>> more = new TreeMap<>();
        values.forEach((name, choices) ->
                more.put(name, Stream.concat(Stream.of(value), choices.stream()).toList()));
        return new Attributes(more);
    }

    public List<String> names() {
        return List.copyOf(values.keySet());
    }

    public int count() {
        return values.size();
    }

    /** How many values the attribute with the most of them has; 0 without attributes. */
    public int widest() {
        return values.values().stream().mapToInt(List::size).max().orElse(0);
    }

    /**
     * The numbers of the values [sets, attributes], int64 on the CPU, {@link #UNKNOWN} for what a set does not hold.
     * What is no attribute is left out.
     *
     * @throws IllegalArgumentException naming a value that its attribute does not have
     */
    public Tensor numbers(List<Map<String, String>> sets) {
        List<Long> numbers = new ArrayList<>(sets.size() * count());
        for (Map<String, String> set : sets) {
            values.forEach((name, choices) -> numbers.add(number(name, choices, set.get(name))));
        }
        return HostData.tensor(numbers.stream().mapToLong(Long::longValue).toArray(), sets.size(), count());
    }

    private static long number(String name, List<String> choices, String value) {
        if (value == null) {
            return UNKNOWN;
        }
        int number = choices.indexOf(value);
        if (number < 0) {
            throw new IllegalArgumentException(
                    "attribute '%s' has no value '%s'; it has %s".formatted(name, value, choices));
        }
        return number;
    }

    /** True where a number of a value is beyond those of an attribute [attributes, {@link #widest}], on the CPU. */
    Tensor beyond() {
        byte[] beyond = new byte[count() * widest()];
        int row = 0;
        for (List<String> choices : values.values()) {
            for (int i = choices.size(); i < widest(); i++) {
                beyond[row * widest() + i] = 1;
            }
            row++;
        }
        return HostData.tensor(beyond, count(), widest()).toType(ScalarType.Bool);
    }
}

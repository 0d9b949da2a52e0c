package io.diffusion4j.core.settings;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Holds the {@link Range}s of a settings record; called first in its compact constructor. */
public final class Constraints {
    private Constraints() {}

    /**
     * @param record the record under construction
     * @param values its components' values in declaration order; {@code Optional}s and lists are looked into
     * @throws InvalidSetting naming the first component that is null, NaN or out of its {@link Range}
     */
    public static void check(Class<? extends Record> record, Object... values) {
        RecordComponent[] components = record.getRecordComponents();
        if (components.length != values.length) {
            throw new IllegalStateException(record.getName() + " has " + components.length + " components");
        }
        for (int i = 0; i < values.length; i++) {
            check(components[i], values[i]);
        }
    }

    private static void check(RecordComponent component, Object value) {
        problem(component, value).ifPresent(message -> {
            throw new InvalidSetting(component.getName(), message);
        });
    }

    /** What is wrong with a component's value, if something is. */
    static Optional<String> problem(RecordComponent component, Object value) {
        if (value == null) {
            return Optional.of("is missing");
        }
        Range range = component.getAnnotation(Range.class);
        double min = range == null ? Double.NEGATIVE_INFINITY : range.min();
        double max = range == null ? Double.POSITIVE_INFINITY : range.max();
        return numbers(value)
                .filter(number -> !(number.doubleValue() >= min && number.doubleValue() <= max))
                .findFirst()
                .map(number -> "must be " + describe(min, max) + ", got " + number);
    }

    private static Stream<Number> numbers(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.stream().flatMap(Constraints::numbers);
        }
        if (value instanceof List<?> list) {
            return list.stream().flatMap(Constraints::numbers);
        }
        return value instanceof Number number ? Stream.of(number) : Stream.empty();
    }

    private static String describe(double min, double max) {
        if (min > Double.NEGATIVE_INFINITY && max < Double.POSITIVE_INFINITY) {
            return "between " + plain(min) + " and " + plain(max);
        }
        if (min > Double.NEGATIVE_INFINITY) {
            return plain(min) + " or more";
        }
        return max < Double.POSITIVE_INFINITY ? plain(max) + " or less" : "a number";
    }

    private static String plain(double x) {
        return x == Math.rint(x) && Math.abs(x) < 1e15 ? Long.toString((long) x) : Double.toString(x);
    }
}

package io.diffusion4j.core.settings;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Numbers, with {@code 1e-4} as everybody writes it. Infinity may be quoted, as JSON has no other way. */
record DecimalType() implements SettingType {
    private static final Pattern FORM = Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?");
    private static final Set<String> INFINITE = Set.of(".inf", "+.inf", "Infinity", "+Infinity");
    private static final Set<String> MINUS_INFINITE = Set.of("-.inf", "-Infinity");

    @Override
    public Optional<Object> read(Value value, Reading at) {
        if (!(value instanceof Value.Scalar scalar)) {
            return at.expected("a number", value);
        }
        if (INFINITE.contains(scalar.text())) {
            return Optional.of(Double.POSITIVE_INFINITY);
        }
        if (MINUS_INFINITE.contains(scalar.text())) {
            return Optional.of(Double.NEGATIVE_INFINITY);
        }
        if (scalar.plain() && FORM.matcher(scalar.text()).matches()) {
            double number = Double.parseDouble(scalar.text());
            return Double.isInfinite(number) ? at.expected("a number", value) : Optional.of(number);
        }
        return at.expected("a number", value);
    }

    @Override
    public Object write(Object value) {
        return value;
    }

    @Override
    public Map<String, Object> schema(SchemaScope scope, Optional<Range> range) {
        return SchemaLimits.of("number", range);
    }
}

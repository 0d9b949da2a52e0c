package io.diffusion4j.core.settings;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Whole numbers in decimal digits. A leading zero is refused: to YAML 1.1 it means octal. */
record IntegerType(String name, Function<String, Object> parser) implements SettingType {
    static final IntegerType INT = new IntegerType("int", Integer::valueOf);
    static final IntegerType LONG = new IntegerType("long", Long::valueOf);

    private static final Pattern FORM = Pattern.compile("[-+]?(0|[1-9][0-9]{0,18})");

    @Override
    public Optional<Object> read(Value value, Reading at) {
        if (value instanceof Value.Scalar scalar
                && scalar.plain()
                && FORM.matcher(scalar.text()).matches()) {
            try {
                return Optional.of(parser.apply(scalar.text()));
            } catch (NumberFormatException tooLarge) {
                return at.expected(name, value);
            }
        }
        return at.expected(name, value);
    }

    @Override
    public Object write(Object value) {
        return value;
    }

    @Override
    public Map<String, Object> schema(SchemaScope scope, Optional<Range> range) {
        return SchemaLimits.of("integer", range);
    }
}

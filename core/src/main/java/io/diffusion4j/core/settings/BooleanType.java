package io.diffusion4j.core.settings;

import java.util.Map;
import java.util.Optional;

record BooleanType() implements SettingType {
    @Override
    public Optional<Object> read(Value value, Reading at) {
        if (value instanceof Value.Scalar scalar && scalar.plain()) {
            if (scalar.text().equals("true")) {
                return Optional.of(true);
            }
            if (scalar.text().equals("false")) {
                return Optional.of(false);
            }
        }
        return at.expected("true or false", value);
    }

    @Override
    public Object write(Object value) {
        return value;
    }

    @Override
    public Map<String, Object> schema(SchemaScope scope, Optional<Range> range) {
        return Map.of("type", "boolean");
    }
}

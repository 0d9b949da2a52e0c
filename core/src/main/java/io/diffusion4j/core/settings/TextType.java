package io.diffusion4j.core.settings;

import java.util.Map;
import java.util.Optional;

record TextType() implements SettingType {
    @Override
    public Optional<Object> read(Value value, Reading at) {
        if (value.isNull()) {
            return at.problem(value.place(), "expected text, got nothing; for an empty text write \"\"");
        }
        return value instanceof Value.Scalar scalar ? Optional.of(scalar.text()) : at.expected("text", value);
    }

    @Override
    public Object write(Object value) {
        return value;
    }

    @Override
    public Map<String, Object> schema(SchemaScope scope, Optional<Range> range) {
        return Map.of("type", "string");
    }
}

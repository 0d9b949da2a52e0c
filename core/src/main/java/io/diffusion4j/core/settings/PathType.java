package io.diffusion4j.core.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

record PathType() implements SettingType {
    @Override
    public Optional<Object> read(Value value, Reading at) {
        return of(value).<Object>map(path -> path).or(() -> at.expected("a path", value));
    }

    static Optional<Path> of(Value value) {
        if (!(value instanceof Value.Scalar scalar) || scalar.text().isEmpty() || value.isNull()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(scalar.text()));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    @Override
    public Object write(Object value) {
        return value.toString();
    }

    @Override
    public Map<String, Object> schema(SchemaScope scope, Optional<Range> range) {
        return Map.of("type", "string");
    }
}

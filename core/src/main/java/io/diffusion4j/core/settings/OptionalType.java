package io.diffusion4j.core.settings;

import java.util.Map;
import java.util.Optional;

/** A value that may be left out. Written as {@code ~} or nothing it is empty, whatever the defaults. */
record OptionalType(SettingType content) implements SettingType {
    @Override
    public Optional<Object> read(Value value, Reading at) {
        if (value.isNull()) {
            return Optional.of(Optional.empty());
        }
        Optional<Object> base = at.base().flatMap(optional -> ((Optional<?>) optional).map(Object.class::cast));
        return content.read(value, at.over(base)).map(Optional::of);
    }

    @Override
    public SettingType usually(String type) {
        return new OptionalType(content.usually(type));
    }

    @Override
    public Object write(Object value) {
        return content.write(((Optional<?>) value).orElseThrow());
    }

    @Override
    public Map<String, Object> schema(SchemaScope scope, Optional<Range> range) {
        return content.schema(scope, range);
    }

    @Override
    public Optional<Object> absent() {
        return Optional.of(Optional.empty());
    }
}

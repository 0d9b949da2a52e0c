package io.diffusion4j.core.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

record EnumType(Class<?> type) implements SettingType {
    @Override
    public Optional<Object> read(Value value, Reading at) {
        if (!(value instanceof Value.Scalar scalar)) {
            return at.expected("one of " + String.join(", ", names()), value);
        }
        int index = names().indexOf(scalar.text());
        if (index < 0) {
            return at.problem(value.place(), () -> unknown(scalar.text()));
        }
        return Optional.of(type.getEnumConstants()[index]);
    }

    private String unknown(String text) {
        return "unknown value " + Shown.quoted(text) + Suggestion.phrase(text, "allowed", names());
    }

    @Override
    public Object write(Object value) {
        return SettingName.constant((Enum<?>) value);
    }

    @Override
    public Map<String, Object> schema(SchemaScope scope, Optional<Range> range) {
        return Map.of("enum", names());
    }

    private List<String> names() {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> SettingName.constant((Enum<?>) constant))
                .toList();
    }
}

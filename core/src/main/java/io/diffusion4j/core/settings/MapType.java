package io.diffusion4j.core.settings;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Names that the user chooses, in the order of the text. */
record MapType(SettingType content) implements SettingType {
    @Override
    public Optional<Object> read(Value value, Reading at) {
        if (!(value instanceof Value.Mapping mapping)) {
            return at.expected("a block", value);
        }
        DuplicateKeys.report(mapping, at);
        Map<String, Object> values = new LinkedHashMap<>();
        boolean complete = true;
        for (Value.Entry entry : mapping.entries()) {
            Optional<Object> read = content.read(entry.value(), at.at(entry.key()));
            read.ifPresent(v -> values.putIfAbsent(entry.key(), v));
            complete &= read.isPresent();
        }
        return complete ? Optional.of(Collections.unmodifiableMap(values)) : Optional.empty();
    }

    @Override
    public Object write(Object value) {
        Map<String, Object> plain = new LinkedHashMap<>();
        ((Map<?, ?>) value).forEach((key, v) -> plain.put((String) key, content.write(v)));
        return Collections.unmodifiableMap(plain);
    }

    @Override
    public Map<String, Object> schema(SchemaScope scope, Optional<Range> range) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("additionalProperties", content.schema(scope, range));
        return schema;
    }
}

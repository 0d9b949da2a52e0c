package io.diffusion4j.core.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

record ListType(SettingType item) implements SettingType {
    @Override
    public Optional<Object> read(Value value, Reading at) {
        if (!(value instanceof Value.Sequence sequence)) {
            return at.expected("a list", value);
        }
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < sequence.items().size(); i++) {
            item.read(sequence.items().get(i), at.at(i)).ifPresent(items::add);
        }
        return items.size() == sequence.items().size() ? Optional.of(List.copyOf(items)) : Optional.empty();
    }

    @Override
    public Object write(Object value) {
        return ((List<?>) value).stream().map(item::write).toList();
    }

    @Override
    public Map<String, Object> schema(SchemaScope scope, Optional<Range> range) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "array");
        schema.put("items", item.schema(scope, range));
        return schema;
    }
}

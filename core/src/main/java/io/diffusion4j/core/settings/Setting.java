package io.diffusion4j.core.settings;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One component of a settings record, under its YAML key. */
record Setting(RecordComponent component, String key, SettingType type) {
    static Setting of(RecordComponent component) {
        SettingType type = SettingTypes.of(component.getGenericType());
        SettingType chosen = Optional.ofNullable(component.getAnnotation(DefaultType.class))
                .map(usual -> type.usually(usual.value()))
                .orElse(type);
        return new Setting(component, SettingName.key(component.getName()), chosen);
    }

    Optional<Object> read(Value.Mapping block, Optional<Record> base, Reading at) {
        Optional<Object> unwritten = base.map(this::of);
        Reading here = at.at(key);
        Optional<Value> written = block.get(key);
        if (written.isPresent()) {
            return type.read(written.get(), here.over(unwritten))
                    .flatMap(value -> Constraints.problem(component, value)
                            .map(problem -> here.problem(written.get().place(), problem))
                            .orElse(Optional.of(value)));
        }
        return unwritten.or(type::absent).or(() -> here.problem(block.place(), "missing; this key is required"));
    }

    Object of(Record record) {
        return Reflection.get(component, record);
    }

    boolean isEmpty(Record record) {
        return of(record) instanceof Optional<?> optional && optional.isEmpty();
    }

    boolean isRequired(Optional<Record> base) {
        return base.isEmpty() && type.absent().isEmpty();
    }

    Map<String, Object> schema(SchemaScope scope, Optional<Record> base) {
        Map<String, Object> schema =
                new LinkedHashMap<>(type.schema(scope, Optional.ofNullable(component.getAnnotation(Range.class))));
        Optional.ofNullable(component.getAnnotation(Doc.class))
                .ifPresent(doc -> schema.put("description", doc.value()));
        base.filter(record -> !isEmpty(record))
                .map(record -> type.write(of(record)))
                .filter(SchemaLimits::hasNoInfinity)
                .ifPresent(value -> schema.put("default", value));
        return schema;
    }
}

package io.diffusion4j.core.settings;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A settings record: a block with a key for each component. */
record RecordType(Class<? extends Record> type) implements SettingType {
    @Override
    public Optional<Object> read(Value value, Reading at) {
        if (value instanceof Value.Mapping block) {
            return read(block, at);
        }
        return value.isNull() ? read(new Value.Mapping(value.place(), List.of()), at) : at.expected("a block", value);
    }

    private Optional<Object> read(Value.Mapping block, Reading at) {
        List<Setting> settings = settings();
        DuplicateKeys.report(block, at);
        reportUnknown(block, settings, at);
        Optional<Record> base = at.base().map(Record.class::cast).or(() -> Reflection.defaults(type));
        List<Optional<Object>> values =
                settings.stream().map(setting -> setting.read(block, base, at)).toList();
        return values.stream().allMatch(Optional::isPresent)
                ? construct(values.stream().map(Optional::get).toArray(), block, at)
                : Optional.empty();
    }

    private static void reportUnknown(Value.Mapping block, List<Setting> settings, Reading at) {
        List<String> known = settings.stream().map(Setting::key).toList();
        for (Value.Entry entry : block.entries()) {
            String key = entry.key();
            if (!known.contains(key)) {
                at.at(key).problem(entry.place(), () -> "unknown key" + Suggestion.phrase(key, "allowed", known));
            }
        }
    }

    private Optional<Object> construct(Object[] values, Value.Mapping block, Reading at) {
        try {
            return Optional.of(Reflection.construct(type, values));
        } catch (InvalidSetting e) {
            String key = SettingName.key(e.component());
            return at.at(key).problem(block.get(key).map(Value::place).orElse(block.place()), e.getMessage());
        } catch (IllegalArgumentException e) {
            return at.problem(block.place(), e.getMessage());
        }
    }

    @Override
    public Map<String, Object> write(Object value) {
        Record record = type.cast(value);
        Map<String, Object> plain = new LinkedHashMap<>();
        for (Setting setting : settings()) {
            if (!setting.isEmpty(record)) {
                plain.put(setting.key(), setting.type().write(setting.of(record)));
            }
        }
        return Collections.unmodifiableMap(plain);
    }

    @Override
    public Map<String, Object> schema(SchemaScope scope, Optional<Range> range) {
        Optional<Record> base = Reflection.defaults(type);
        Map<String, Object> properties = new LinkedHashMap<>();
        settings().forEach(setting -> properties.put(setting.key(), setting.schema(scope, base)));
        Map<String, Object> schema = new LinkedHashMap<>();
        Optional.ofNullable(type.getAnnotation(Doc.class)).ifPresent(doc -> schema.put("description", doc.value()));
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put(
                "required",
                settings().stream()
                        .filter(setting -> setting.isRequired(base))
                        .map(Setting::key)
                        .toList());
        schema.put("additionalProperties", false);
        return schema;
    }

    @Override
    public Optional<Object> absent() {
        return Reflection.defaults(type).map(Object.class::cast);
    }

    boolean has(String key) {
        return settings().stream().anyMatch(setting -> setting.key().equals(key));
    }

    private List<Setting> settings() {
        return Arrays.stream(type.getRecordComponents()).map(Setting::of).toList();
    }
}

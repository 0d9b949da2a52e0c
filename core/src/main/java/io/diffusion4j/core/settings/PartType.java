package io.diffusion4j.core.settings;

import io.diffusion4j.core.spi.Provider;
import io.diffusion4j.core.spi.Providers;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A part chosen by {@code type}: a block, or the type alone.
 *
 * @param usual the type of a block that names none
 */
record PartType(Class<? extends Provider<?, ?>> kind, Optional<String> usual) implements SettingType {
    private static final String TYPE = "type";

    @SuppressWarnings("unchecked")
    static Class<? extends Provider<?, ?>> kind(Type argument) {
        Type raw = argument instanceof ParameterizedType generic ? generic.getRawType() : argument;
        return (Class<? extends Provider<?, ?>>) ((Class<?>) raw).asSubclass(Provider.class);
    }

    @Override
    public Optional<Object> read(Value value, Reading at) {
        if (value instanceof Value.Scalar && !value.isNull()) {
            return choose(value, at, new Value.Mapping(value.place(), List.of()), at);
        }
        if (!(value instanceof Value.Mapping block)) {
            return at.expected("a " + name() + " (a type, or a block with type:)", value);
        }
        Reading type = at.at(TYPE);
        return block.get(TYPE)
                .or(() -> usual.map(name -> new Value.Scalar(block.place(), name, true)))
                .map(chosen -> choose(chosen, type, keys(block, at), at))
                .orElseGet(() -> type.problem(block.place(), missing(at)));
    }

    private String missing(Reading at) {
        return "missing; which " + name() + "? known: " + String.join(", ", types(at.providers()));
    }

    private static Value.Mapping keys(Value.Mapping block, Reading at) {
        DuplicateKeys.report(block.only(TYPE), at);
        return block.without(TYPE);
    }

    private Optional<Object> choose(Value type, Reading atType, Value.Mapping keys, Reading at) {
        if (!(type instanceof Value.Scalar scalar)) {
            return atType.expected("the type of a " + name(), type);
        }
        return NamedPart.find(kind, scalar.text(), at.providers())
                .map(named -> part(named.provider(), named.with(keys, type.place()), at))
                .orElseGet(() -> atType.problem(type.place(), () -> unknown(scalar.text(), at.providers())));
    }

    private String unknown(String type, Providers providers) {
        return "no " + name() + " " + Shown.quoted(type) + Suggestion.phrase(type, "known", types(providers));
    }

    private static <P extends Provider<?, ?>> Optional<Object> part(P provider, Value.Mapping keys, Reading at) {
        RecordType type = settings(provider);
        return type.read(keys, at.over(Optional.empty()))
                .map(settings -> Part.of(
                        provider, (Record) settings, base -> rebind(type, keys, base, at.providers(), at.path())));
    }

    private static Record rebind(RecordType type, Value.Mapping keys, Record base, Providers providers, String path) {
        Reading reading = Reading.start(providers, path, Optional.of(base));
        Optional<Object> settings = type.read(keys, reading);
        reading.finish();
        return (Record) settings.orElseThrow();
    }

    @Override
    public Object write(Object value) {
        Part<?> part = (Part<?>) value;
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put(TYPE, part.type());
        plain.putAll(settings(part.provider()).write(part.settings()));
        return Collections.unmodifiableMap(plain);
    }

    @Override
    public SettingType usually(String type) {
        return new PartType(kind, Optional.of(type));
    }

    @Override
    public Map<String, Object> schema(SchemaScope scope, Optional<Range> range) {
        if (types(scope.providers()).isEmpty()) {
            return Map.of("not", Map.of());
        }
        if (scope.isWithin(kind)) {
            return scope.reference(kind);
        }
        SchemaScope inside = scope.within(kind);
        List<Object> choices = new ArrayList<>();
        choices.add(Map.of("enum", types(scope.providers())));
        scope.providers().all(kind).forEach(provider -> choices.add(schema(provider, inside, required(provider))));
        return Map.of("oneOf", choices);
    }

    private List<Object> required(Provider<?, ?> provider) {
        return usual.filter(provider.type()::equals).isPresent() ? List.of() : List.of(TYPE);
    }

    private static Map<String, Object> schema(Provider<?, ?> provider, SchemaScope scope, List<Object> keys) {
        Map<String, Object> schema = new LinkedHashMap<>(settings(provider).schema(scope, Optional.empty()));
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(TYPE, Map.of("const", provider.type()));
        ((Map<?, ?>) schema.get("properties")).forEach((key, value) -> properties.put((String) key, value));
        List<Object> required = new ArrayList<>(keys);
        required.addAll((List<?>) schema.get("required"));
        schema.put("title", provider.type());
        schema.put("description", provider.summary());
        schema.put("properties", properties);
        schema.put("required", required);
        return schema;
    }

    private static RecordType settings(Provider<?, ?> provider) {
        RecordType settings = new RecordType(provider.settings());
        if (settings.has(TYPE)) {
            throw new IllegalStateException(
                    provider.settings().getName() + " must not have a component '" + TYPE + "'");
        }
        return settings;
    }

    private String name() {
        return SettingName.kind(kind);
    }

    private List<String> types(Providers providers) {
        return providers.all(kind).stream().map(Provider::type).toList();
    }
}

package io.diffusion4j.core.settings;

import io.diffusion4j.core.spi.Provider;
import io.diffusion4j.core.spi.Providers;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where in a schema one is. A part within a part of its own kind, such as a scheduler that is made of schedulers, refers to
 * a definition at the end: written out it would have no end.
 *
 * @param open the kinds of the parts around this place
 * @param referred the kinds that were referred to, shared by the whole schema
 */
record SchemaScope(
        Providers providers, Set<Class<? extends Provider<?, ?>>> open, Set<Class<? extends Provider<?, ?>>> referred) {
    private static final String DEFINITIONS = "$defs";

    static SchemaScope start(Providers providers) {
        return new SchemaScope(providers, Set.of(), new LinkedHashSet<>());
    }

    SchemaScope within(Class<? extends Provider<?, ?>> kind) {
        Set<Class<? extends Provider<?, ?>>> more = new HashSet<>(open);
        more.add(kind);
        return new SchemaScope(providers, Set.copyOf(more), referred);
    }

    boolean isWithin(Class<? extends Provider<?, ?>> kind) {
        return open.contains(kind);
    }

    Map<String, Object> reference(Class<? extends Provider<?, ?>> kind) {
        referred.add(kind);
        return Map.of("$ref", "#/" + DEFINITIONS + "/" + name(kind));
    }

    /** The definitions of all kinds that were referred to, under their key; nothing if there are none. */
    Map<String, Object> definitions() {
        Map<String, Object> definitions = new LinkedHashMap<>();
        // a definition may refer to further kinds
        while (definitions.size() < referred.size()) {
            for (Class<? extends Provider<?, ?>> kind : List.copyOf(referred)) {
                definitions.put(name(kind), new PartType(kind, Optional.empty()).schema(this, Optional.empty()));
            }
        }
        return definitions.isEmpty() ? Map.of() : Map.of(DEFINITIONS, definitions);
    }

    private static String name(Class<?> kind) {
        return SettingName.kind(kind).replace(' ', '-');
    }
}

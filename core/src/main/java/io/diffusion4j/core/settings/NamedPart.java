package io.diffusion4j.core.settings;

import io.diffusion4j.core.spi.Alias;
import io.diffusion4j.core.spi.Provider;
import io.diffusion4j.core.spi.Providers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The provider that a name stands for: its type, an alias, or the class that config files of the reference call it.
 *
 * @param preset the settings of an alias
 */
record NamedPart(Provider<?, ?> provider, Map<String, String> preset) {
    static Optional<NamedPart> find(Class<? extends Provider<?, ?>> kind, String name, Providers providers) {
        return providers
                .find(kind, name)
                .<NamedPart>map(provider -> new NamedPart(provider, Map.of()))
                .or(() -> byAlias(kind, name, providers))
                .or(() -> providers.findByReferenceClass(kind, name).map(p -> new NamedPart(p, Map.of())));
    }

    private static Optional<NamedPart> byAlias(Class<? extends Provider<?, ?>> kind, String name, Providers providers) {
        for (Provider<?, ?> provider : providers.all(kind)) {
            for (Alias alias : provider.aliases()) {
                if (alias.name().equalsIgnoreCase(name)) {
                    return Optional.of(new NamedPart(provider, alias.settings()));
                }
            }
        }
        return Optional.empty();
    }

    /** The written keys, and those of the alias that are not written. @param place where the name is written */
    Value.Mapping with(Value.Mapping written, Place place) {
        List<Value.Entry> entries = new ArrayList<>(written.entries());
        preset.forEach((key, value) -> {
            if (written.get(key).isEmpty()) {
                entries.add(new Value.Entry(place, key, new Value.Scalar(place, value, true)));
            }
        });
        return new Value.Mapping(written.place(), entries);
    }
}

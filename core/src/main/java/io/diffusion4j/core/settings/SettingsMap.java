package io.diffusion4j.core.settings;

import java.util.Map;

/** Settings records as a YAML file would hold them. */
public final class SettingsMap {
    private SettingsMap() {}

    /**
     * All settings under their YAML keys, complete, in the order of the components: strings, booleans, numbers, lists and
     * maps. Empty optionals are left out; a {@link Part} is a map with its {@code type}. Binding it gives an equal record.
     */
    public static Map<String, Object> of(Record settings) {
        return new RecordType(settings.getClass()).write(settings);
    }
}

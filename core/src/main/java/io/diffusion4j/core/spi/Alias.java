package io.diffusion4j.core.spi;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A name by which users of another program know a part, and what it stands for here. A YAML file may use it as
 * {@code type}; keys that are written beside it override its settings. Letter case does not matter.
 *
 * @param name {@code DPM++ 2M Karras}
 * @param program where it is called so, for listings
 * @param settings YAML keys and scalar values
 */
public record Alias(String name, String program, Map<String, String> settings) {
    /** @param settings each {@code key=value} */
    public static Alias of(String name, String program, String... settings) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String setting : settings) {
            String[] parts = setting.split("=", 2);
            values.put(parts[0], parts[1]);
        }
        return new Alias(name, program, values);
    }
}

package io.diffusion4j.core.spi;

import java.util.Map;

/**
 * A name by which users of another program know a part, and what it stands for here. A YAML file may use it as
 * {@code type}; keys that are written beside it override its settings. Letter case does not matter.
 *
 * @param name {@code DPM++ 2M Karras}
 * @param program where it is called so, for listings
 * @param settings YAML keys and values, strings, numbers or booleans
 */
public record Alias(String name, String program, Map<String, Object> settings) {
    public Alias {
        settings = Map.copyOf(settings);
    }

    public Alias(String name, String program) {
        this(name, program, Map.of());
    }
}

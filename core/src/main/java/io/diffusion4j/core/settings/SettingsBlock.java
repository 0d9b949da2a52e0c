package io.diffusion4j.core.settings;

import java.util.Arrays;
import java.util.Optional;

/** Finds what settings of unknown type say of something that they share with others, such as a model's noise. */
public final class SettingsBlock {
    private SettingsBlock() {}

    /** The first component of that type, if there is one; blocks within blocks are not looked into. */
    public static <T> Optional<T> find(Record settings, Class<T> type) {
        return Arrays.stream(settings.getClass().getRecordComponents())
                .filter(component -> component.getType() == type)
                .findFirst()
                .map(component -> type.cast(Reflection.get(component, settings)));
    }
}

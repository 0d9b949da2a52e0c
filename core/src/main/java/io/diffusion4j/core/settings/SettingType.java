package io.diffusion4j.core.settings;

import java.util.Map;
import java.util.Optional;

/** A type that a settings component can have. */
interface SettingType {
    /** The value in Java; empty after noting a problem. */
    Optional<Object> read(Value value, Reading at);

    /** The value as strings, booleans, numbers, lists and maps. */
    Object write(Object value);

    /** @param range holds for the numbers in it */
    Map<String, Object> schema(SchemaScope scope, Optional<Range> range);

    /** This type, if it is a choice of parts with that type for a block that names none. */
    default SettingType usually(String type) {
        return this;
    }

    /** The value of a key that is left out where there are no defaults. */
    default Optional<Object> absent() {
        return Optional.empty();
    }
}

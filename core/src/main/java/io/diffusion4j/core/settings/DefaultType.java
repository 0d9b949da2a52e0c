package io.diffusion4j.core.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The type that a {@link Part} has where its block names none: {@code guidance: {rescale: 0.7}}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface DefaultType {
    /** The type as it would be written. */
    String value();
}

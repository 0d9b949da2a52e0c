package io.diffusion4j.training.scenes;

import java.util.Objects;
import java.util.Optional;

/**
 * Something that a caption says.
 *
 * @param object of which object it says so; empty exactly if the attribute is the scene's
 */
public record Mention(Attribute attribute, Optional<ObjectKind> object) {
    /** Fails with IllegalArgumentException if an object is missing, or one too many. */
    public Mention {
        Objects.requireNonNull(attribute, "attribute");
        if (attribute.ofObject() != object.isPresent()) {
            throw new IllegalArgumentException(
                    attribute.ofObject()
                            ? attribute + " is said of an object; name its kind"
                            : attribute + " is said of the scene, not of a " + object.get());
        }
    }

    public static Mention of(Attribute attribute) {
        return new Mention(attribute, Optional.empty());
    }

    public static Mention of(ObjectKind object, Attribute attribute) {
        return new Mention(attribute, Optional.of(object));
    }
}

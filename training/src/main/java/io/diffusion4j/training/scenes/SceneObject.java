package io.diffusion4j.training.scenes;

import java.util.Objects;
import java.util.Optional;

/**
 * An object of a scene.
 *
 * @param colour one of {@link ObjectKind#colours()}; empty exactly if the kind has none
 * @param place where it is seen
 */
public record SceneObject(ObjectKind kind, Optional<Colour> colour, Size size, Place place) {
    /** Fails with IllegalArgumentException if the kind cannot have the colour. */
    public SceneObject {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(colour, "colour");
        Objects.requireNonNull(size, "size");
        Objects.requireNonNull(place, "place");
        boolean suits =
                colour.map(kind.colours()::contains).orElse(kind.colours().isEmpty());
        if (!suits) {
            throw new IllegalArgumentException("a %s cannot have colour %s; use %s"
                    .formatted(
                            kind,
                            colour.map(Colour::name).orElse("none"),
                            kind.colours().isEmpty() ? "none" : "one of " + kind.colours()));
        }
    }

    /** The same object where a mirror shows it. */
    public SceneObject mirror() {
        return new SceneObject(kind, colour, size, place.mirror());
    }
}

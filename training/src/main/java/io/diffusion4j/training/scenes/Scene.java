package io.diffusion4j.training.scenes;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that a picture shows. Two equal scenes give the same picture.
 *
 * @param objects one to three, no two of one kind; two may share a place only if one is in the sky and one on the ground
 * @param detail seed of all that no attribute names: the shape of a hill, the side of the light
 * @param mirrored whether the finished picture is flipped; places are those that are seen after it
 */
public record Scene(
        TimeOfDay time,
        Terrain terrain,
        Weather weather,
        Style style,
        List<SceneObject> objects,
        long detail,
        boolean mirrored) {
    static final int MAX_OBJECTS = 3;

    /** Fails with IllegalArgumentException if there can be no such scene; the message says why. */
    public Scene {
        Objects.requireNonNull(style, "style");
        objects = List.copyOf(objects);
        if (objects.isEmpty() || objects.size() > MAX_OBJECTS) {
            throw new IllegalArgumentException("a scene has 1 to 3 objects, got " + objects.size());
        }
        refuse(objection(terrain, weather));
        Set<ObjectKind> kinds = new HashSet<>();
        Set<List<Object>> places = new HashSet<>();
        for (SceneObject object : objects) {
            refuse(object.kind().objection(time, terrain, weather));
            if (!kinds.add(object.kind())) {
                throw new IllegalArgumentException("two objects are a " + object.kind() + "; use one of each kind");
            }
            if (!places.add(List.of(object.place(), object.kind().inSky()))) {
                throw new IllegalArgumentException("the %s would hide another object on the %s; use another place"
                        .formatted(object.kind(), object.place()));
            }
        }
    }

    /** A scene that is not mirrored. */
    public Scene(
            TimeOfDay time, Terrain terrain, Weather weather, Style style, List<SceneObject> objects, long detail) {
        this(time, terrain, weather, style, objects, detail, false);
    }

    /** Why there cannot be such weather there; empty if there can. */
    public static Optional<String> objection(Terrain terrain, Weather weather) {
        Objects.requireNonNull(terrain, "terrain");
        Objects.requireNonNull(weather, "weather");
        return terrain == Terrain.DESERT && weather == Weather.SNOWFALL
                ? Optional.of("no SNOWFALL in the DESERT; use other weather or terrain SNOW")
                : Optional.empty();
    }

    /** The scene of the mirror image: its picture is this one's with left and right exchanged, pixel for pixel. */
    public Scene mirror() {
        List<SceneObject> seen = objects.stream().map(SceneObject::mirror).toList();
        return new Scene(time, terrain, weather, style, seen, detail, !mirrored);
    }

    private static void refuse(Optional<String> objection) {
        objection.ifPresent(reason -> {
            throw new IllegalArgumentException(reason);
        });
    }
}

package io.diffusion4j.training.data.scenes;

import io.diffusion4j.training.scenes.Attribute;
import io.diffusion4j.training.scenes.CaptionedScene;
import io.diffusion4j.training.scenes.Mention;
import io.diffusion4j.training.scenes.ObjectKind;
import io.diffusion4j.training.scenes.Place;
import io.diffusion4j.training.scenes.Scene;
import io.diffusion4j.training.scenes.SceneObject;
import io.diffusion4j.training.scenes.Size;
import io.diffusion4j.training.scenes.Style;
import io.diffusion4j.training.scenes.Terrain;
import io.diffusion4j.training.scenes.TimeOfDay;
import io.diffusion4j.training.scenes.Weather;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What can be told of a scene, by name: {@code time}, {@code terrain}, {@code weather} and {@code style} of each, whether each
 * kind of object is there ({@code lighthouse} is {@code present} or {@code absent}), and of those that are {@code
 * lighthouse.colour}, {@code lighthouse.size} and {@code lighthouse.place}.
 */
final class SceneAttributes {
    private static final String PRESENT = "present";
    private static final String ABSENT = "absent";

    /** All names with all their values, in a fixed order. */
    static final Map<String, List<String>> ALL = all();

    private SceneAttributes() {}

    /** Everything that is true of a scene. */
    static Map<String, String> truth(Scene scene) {
        Map<String, String> truth = new LinkedHashMap<>();
        truth.put(word(Attribute.TIME), word(scene.time()));
        truth.put(word(Attribute.TERRAIN), word(scene.terrain()));
        truth.put(word(Attribute.WEATHER), word(scene.weather()));
        truth.put(word(Attribute.STYLE), word(scene.style()));
        for (ObjectKind kind : ObjectKind.values()) {
            truth.put(word(kind), ABSENT);
        }
        for (SceneObject object : scene.objects()) {
            ObjectKind kind = object.kind();
            truth.put(word(kind), PRESENT);
            object.colour().ifPresent(colour -> truth.put(name(kind, Attribute.COLOUR), word(colour)));
            truth.put(name(kind, Attribute.SIZE), word(object.size()));
            truth.put(name(kind, Attribute.PLACE), word(object.place()));
        }
        return Collections.unmodifiableMap(truth);
    }

    /** What the caption says of it. */
    static Map<String, String> named(CaptionedScene captioned) {
        Map<String, String> truth = truth(captioned.scene());
        Map<String, String> named = new LinkedHashMap<>();
        captioned.scene().objects().forEach(object -> named.put(word(object.kind()), PRESENT));
        for (Mention mention : captioned.mentions()) {
            String name = mention.object()
                    .map(kind -> name(kind, mention.attribute()))
                    .orElseGet(() -> word(mention.attribute()));
            named.put(name, truth.get(name));
        }
        return named;
    }

    private static Map<String, List<String>> all() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        all.put(word(Attribute.TIME), words(List.of(TimeOfDay.values())));
        all.put(word(Attribute.TERRAIN), words(List.of(Terrain.values())));
        all.put(word(Attribute.WEATHER), words(List.of(Weather.values())));
        all.put(word(Attribute.STYLE), words(List.of(Style.values())));
        for (ObjectKind kind : ObjectKind.values()) {
            all.put(word(kind), List.of(PRESENT, ABSENT));
            if (!kind.colours().isEmpty()) {
                all.put(name(kind, Attribute.COLOUR), words(kind.colours()));
            }
            all.put(name(kind, Attribute.SIZE), words(List.of(Size.values())));
            all.put(name(kind, Attribute.PLACE), words(List.of(Place.values())));
        }
        return Collections.unmodifiableMap(all);
    }

    private static String name(ObjectKind kind, Attribute attribute) {
        return word(kind) + "." + word(attribute);
    }

    private static List<String> words(Collection<? extends Enum<?>> values) {
        return values.stream().map(SceneAttributes::word).toList();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}

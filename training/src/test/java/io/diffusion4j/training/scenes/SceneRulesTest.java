package io.diffusion4j.training.scenes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Which scenes there can be. */
class SceneRulesTest {
    private static final SceneObject HOUSE = object(ObjectKind.HOUSE, Colour.RED, Place.LEFT);
    private static final SceneObject BOAT = object(ObjectKind.BOAT, Colour.WHITE, Place.LEFT);
    private static final SceneObject BALLOON = object(ObjectKind.BALLOON, Colour.BLUE, Place.LEFT);
    private static final SceneObject MOON = new SceneObject(ObjectKind.MOON, Optional.empty(), Size.LARGE, Place.RIGHT);
    private static final SceneObject BIRDS =
            new SceneObject(ObjectKind.BIRDS, Optional.empty(), Size.SMALL, Place.MIDDLE);

    @Test
    void a_boat_needs_the_sea() {
        refused(
                () -> scene(TimeOfDay.DAY, Terrain.DESERT, Weather.CLEAR, BOAT),
                "a boat needs terrain SEA, got DESERT");
        assertThat(scene(TimeOfDay.DAY, Terrain.SEA, Weather.CLEAR, BOAT).objects())
                .containsExactly(BOAT);
    }

    @Test
    void the_moon_is_not_seen_by_day_or_through_rain() {
        refused(() -> scene(TimeOfDay.DAY, Terrain.HILLS, Weather.CLEAR, MOON), "use DAWN, SUNSET or NIGHT");
        refused(() -> scene(TimeOfDay.NIGHT, Terrain.HILLS, Weather.RAIN, MOON), "clouds hide the moon in RAIN");
    }

    @Test
    void birds_are_not_seen_at_night() {
        refused(() -> scene(TimeOfDay.NIGHT, Terrain.SEA, Weather.CLEAR, BIRDS), "birds cannot be seen at NIGHT");
    }

    @Test
    void snow_does_not_fall_in_the_desert() {
        refused(() -> scene(TimeOfDay.DAY, Terrain.DESERT, Weather.SNOWFALL, HOUSE), "no SNOWFALL in the DESERT");
    }

    @Test
    void a_place_holds_one_object_of_the_ground_and_one_of_the_sky() {
        SceneObject tree = object(ObjectKind.TREE, Colour.GREEN, Place.LEFT);
        refused(
                () -> scene(TimeOfDay.DAY, Terrain.HILLS, Weather.CLEAR, HOUSE, tree),
                "TREE would hide another object on the LEFT");
        assertThat(scene(TimeOfDay.DAY, Terrain.HILLS, Weather.CLEAR, HOUSE, BALLOON)
                        .objects())
                .hasSize(2);
    }

    @Test
    void a_scene_has_one_to_three_objects_of_different_kinds() {
        refused(() -> scene(TimeOfDay.DAY, Terrain.HILLS, Weather.CLEAR), "1 to 3 objects, got 0");
        SceneObject elsewhere = object(ObjectKind.HOUSE, Colour.BLUE, Place.RIGHT);
        refused(() -> scene(TimeOfDay.DAY, Terrain.HILLS, Weather.CLEAR, HOUSE, elsewhere), "two objects are a HOUSE");
    }

    @Test
    void colours_suit_the_kind() {
        refused(
                () -> object(ObjectKind.TREE, Colour.BLUE, Place.LEFT),
                "a TREE cannot have colour BLUE; use one of [RED");
        refused(() -> object(ObjectKind.MOON, Colour.WHITE, Place.LEFT), "a MOON cannot have colour WHITE; use none");
        refused(
                () -> new SceneObject(ObjectKind.HOUSE, Optional.empty(), Size.SMALL, Place.LEFT),
                "a HOUSE cannot have colour none");
    }

    @Test
    void a_scene_mirrored_twice_is_the_scene() {
        Scene scene = scene(TimeOfDay.DAWN, Terrain.SEA, Weather.FOG, BOAT, MOON);

        assertThat(scene.mirror().objects()).extracting(SceneObject::place).containsExactly(Place.RIGHT, Place.LEFT);
        assertThat(scene.mirror()).isNotEqualTo(scene);
        assertThat(scene.mirror().mirror()).isEqualTo(scene);
    }

    private static void refused(ThrowingCallable making, String message) {
        assertThatThrownBy(making).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }

    private static SceneObject object(ObjectKind kind, Colour colour, Place place) {
        return new SceneObject(kind, Optional.of(colour), Size.SMALL, place);
    }

    private static Scene scene(TimeOfDay time, Terrain terrain, Weather weather, SceneObject... objects) {
        return new Scene(time, terrain, weather, Style.NATURAL, List.of(objects), 1);
    }
}

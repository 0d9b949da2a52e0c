package io.diffusion4j.training.scenes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How frequent the attributes are in the data set. */
class SceneDistributionTest {
    private static final SceneDistribution SCENES = new SceneDistribution();
    private static final List<Scene> MANY =
            LongStream.range(0, 20_000).mapToObj(index -> SCENES.at(7, index)).toList();
    private static final List<SceneObject> OBJECTS =
            MANY.stream().flatMap(scene -> scene.objects().stream()).toList();

    @Test
    void a_scene_is_a_function_of_seed_and_index() {
        assertThat(SCENES.at(7, 19)).isEqualTo(MANY.get(19));
        assertThat(new SceneDistribution().at(7, 19)).isEqualTo(MANY.get(19));
        assertThat(SCENES.at(8, 19)).isNotEqualTo(MANY.get(19));
    }

    @Test
    void scenes_do_not_repeat() {
        assertThat(MANY).doesNotHaveDuplicates();
        assertThat(LongStream.range(0, 1000).mapToObj(index -> SCENES.at(8, index)))
                .noneMatch(MANY::contains);
    }

    @Test
    void times_and_terrains_are_equally_frequent() {
        even(MANY, Scene::time, TimeOfDay.values());
        even(MANY, Scene::terrain, Terrain.values());
    }

    @Test
    void half_of_the_scenes_are_natural_and_two_in_five_clear() {
        assertThat(share(MANY, scene -> scene.style() == Style.NATURAL)).isCloseTo(0.5, within(0.015));
        assertThat(share(MANY, scene -> scene.weather() == Weather.CLEAR)).isCloseTo(0.41, within(0.02));
        for (Weather weather : EnumSet.complementOf(EnumSet.of(Weather.CLEAR))) {
            assertThat(share(MANY, scene -> scene.weather() == weather)).isBetween(0.11, 0.18);
        }
        for (Style style : EnumSet.complementOf(EnumSet.of(Style.NATURAL))) {
            assertThat(share(MANY, scene -> scene.style() == style)).isCloseTo(1 / 6.0, within(0.015));
        }
    }

    @Test
    void sizes_and_places_are_equally_frequent() {
        even(OBJECTS, SceneObject::size, Size.values());
        even(OBJECTS, SceneObject::place, Place.values());
    }

    @Test
    void every_kind_is_frequent_in_each_of_its_colours() {
        for (ObjectKind kind : ObjectKind.values()) {
            List<SceneObject> those =
                    OBJECTS.stream().filter(object -> object.kind() == kind).toList();
            assertThat(those.size()).as("%s in 20000 scenes", kind).isGreaterThan(2000);
            for (Colour colour : kind.colours()) {
                assertThat(share(those, object -> object.colour().get() == colour))
                        .as("%s %s", colour, kind)
                        .isCloseTo(1.0 / kind.colours().size(), within(0.035));
            }
        }
    }

    @Test
    void one_two_and_three_objects_are_met() {
        assertThat(share(MANY, scene -> scene.objects().size() == 1)).isCloseTo(0.45, within(0.02));
        assertThat(share(MANY, scene -> scene.objects().size() == 3)).isCloseTo(0.2, within(0.02));
    }

    private static <S, T> void even(List<S> all, Function<S, T> attribute, T[] values) {
        Stream.of(values)
                .forEach(value -> assertThat(
                                share(all, any -> attribute.apply(any).equals(value)))
                        .as("%s", value)
                        .isCloseTo(1.0 / values.length, within(0.015)));
    }

    private static <S> double share(List<S> all, Predicate<S> which) {
        return (double) all.stream().filter(which).count() / all.size();
    }
}

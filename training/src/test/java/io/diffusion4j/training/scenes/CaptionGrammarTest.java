package io.diffusion4j.training.scenes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Captions say the truth, in few words. */
class CaptionGrammarTest {
    private static final CaptionGrammar GRAMMAR = new CaptionGrammar();
    private static final SceneDistribution SCENES = new SceneDistribution();
    private static final List<CaptionedScene> MANY = LongStream.range(0, 20_000)
            .mapToObj(index -> GRAMMAR.caption(SCENES.at(11, index), index))
            .toList();

    @Test
    void every_word_is_in_the_vocabulary_and_every_word_of_it_is_used() {
        Set<String> used = new HashSet<>();
        MANY.forEach(captioned -> used.addAll(Arrays.asList(captioned.caption().split(",? "))));

        assertThat(used).isEqualTo(GRAMMAR.vocabulary());
        assertThat(used).hasSizeBetween(120, 250);
    }

    @Test
    void captions_are_words_and_commas() {
        assertThat(MANY).extracting(CaptionedScene::caption).allMatch(caption -> caption.matches("[a-z]+(,? [a-z]+)*"));
        assertThat(MANY).extracting(CaptionedScene::caption).noneMatch(caption -> caption.matches(".*\\ba [aeiou].*"));
    }

    @Test
    void a_caption_is_a_function_of_scene_and_seed() {
        CaptionedScene first = MANY.get(5);

        assertThat(GRAMMAR.caption(first.scene(), 5)).isEqualTo(first);
        assertThat(LongStream.range(0, 50)
                        .mapToObj(seed -> GRAMMAR.caption(first.scene(), seed).caption()))
                .doesNotHaveDuplicates();
    }

    @Test
    void what_is_mentioned_is_said_and_what_is_not_is_left_out() {
        for (CaptionedScene captioned : MANY) {
            Scene scene = captioned.scene();
            said(captioned, Attribute.TIME, scene.time(), Lexicon.TIMES, Lexicon.HOURS);
            said(captioned, Attribute.STYLE, scene.style(), Lexicon.WORKS, Lexicon.MANNERS);
            said(captioned, Attribute.WEATHER, scene.weather(), Lexicon.WEATHERS, Lexicon.WEATHER_KINDS);
            boolean terrain = Lexicon.TERRAINS.get(scene.terrain()).values().stream()
                    .flatMap(List::stream)
                    .anyMatch(phrase -> contains(captioned.caption(), phrase));
            assertThat(terrain)
                    .as(captioned.caption())
                    .isEqualTo(captioned.mentions().contains(Mention.of(Attribute.TERRAIN)));
        }
    }

    /** Whether the caption has a phrase of the value exactly if it mentions the attribute, and none of another value. */
    private static <T> void said(
            CaptionedScene captioned,
            Attribute attribute,
            T value,
            Map<T, List<String>> phrases,
            Map<T, List<String>> more) {
        boolean mentioned = captioned.mentions().contains(Mention.of(attribute));
        Stream.of(phrases, more).flatMap(map -> map.entrySet().stream()).forEach(entry -> {
            if (!entry.getKey().equals(value) || !mentioned) {
                assertThat(entry.getValue())
                        .as("%s of [%s]", attribute, captioned.caption())
                        .noneMatch(phrase -> contains(captioned.caption(), phrase));
            }
        });
        if (mentioned) {
            assertThat(Stream.of(phrases, more).flatMap(map -> map.getOrDefault(value, List.of()).stream()))
                    .as("%s of [%s]", attribute, captioned.caption())
                    .anyMatch(phrase -> contains(captioned.caption(), phrase));
        }
    }

    @Test
    void every_object_is_named_with_its_own_attributes_and_no_others() {
        for (CaptionedScene captioned : MANY) {
            Collection<String> expected = new ArrayList<>();
            for (SceneObject object : captioned.scene().objects()) {
                ObjectKind kind = object.kind();
                assertThat(Lexicon.NAMES.get(kind))
                        .as(captioned.caption())
                        .anyMatch(name -> contains(captioned.caption(), name.substring(name.indexOf('*') + 2)));
                if (captioned.mentions().contains(Mention.of(kind, Attribute.COLOUR))) {
                    expected.add(object.colour().get().name());
                }
                if (captioned.mentions().contains(Mention.of(kind, Attribute.SIZE))) {
                    expected.add(object.size().name());
                }
                if (captioned.mentions().contains(Mention.of(kind, Attribute.PLACE))) {
                    expected.add(object.place().name());
                }
            }
            assertThat(attributesIn(captioned.caption()))
                    .as(captioned.caption())
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private static List<String> attributesIn(String caption) {
        List<String> found = new ArrayList<>();
        Stream.of(Lexicon.COLOURS, Lexicon.SIZES, Lexicon.PLACES)
                .flatMap(map -> map.entrySet().stream())
                .forEach(entry -> {
                    String words = " " + caption.replace(",", "") + " ";
                    // Longest first, so that "on the left side" is not counted as "on the left" too.
                    List<String> phrases = entry.getValue().stream()
                            .sorted((a, b) -> b.length() - a.length())
                            .toList();
                    for (String phrase : phrases) {
                        while (words.contains(" " + phrase + " ")) {
                            words = words.replaceFirst(" " + phrase + " ", " | ");
                            found.add(entry.getKey().toString());
                        }
                    }
                });
        return found;
    }

    @Test
    void attributes_are_mentioned_as_often_as_meant() {
        Predicate<CaptionedScene> clear = captioned -> captioned.scene().weather() == Weather.CLEAR;
        Predicate<CaptionedScene> natural = captioned -> captioned.scene().style() == Style.NATURAL;

        assertThat(share(any -> true, Mention.of(Attribute.TIME))).isCloseTo(0.85, within(0.01));
        assertThat(share(any -> true, Mention.of(Attribute.TERRAIN))).isCloseTo(0.85, within(0.01));
        assertThat(share(clear, Mention.of(Attribute.WEATHER))).isCloseTo(0.25, within(0.02));
        assertThat(share(clear.negate(), Mention.of(Attribute.WEATHER))).isCloseTo(0.85, within(0.02));
        assertThat(share(natural, Mention.of(Attribute.STYLE))).isCloseTo(0.1, within(0.02));
        assertThat(share(natural.negate(), Mention.of(Attribute.STYLE))).isCloseTo(0.9, within(0.02));
        assertThat(share(has(ObjectKind.HOUSE), Mention.of(ObjectKind.HOUSE, Attribute.COLOUR)))
                .isCloseTo(0.8, within(0.03));
        assertThat(share(has(ObjectKind.MOON), Mention.of(ObjectKind.MOON, Attribute.SIZE)))
                .isCloseTo(0.4, within(0.03));
        assertThat(share(has(ObjectKind.BOAT), Mention.of(ObjectKind.BOAT, Attribute.PLACE)))
                .isCloseTo(0.5, within(0.03));
    }

    @Test
    void the_mirrored_scene_is_told_in_the_same_words_with_left_and_right_exchanged() {
        for (int seed = 0; seed < 500; seed++) {
            CaptionedScene captioned = MANY.get(seed);
            String swapped = captioned
                    .caption()
                    .replace(" left", " LEFT")
                    .replace(" right", " left")
                    .replace(" LEFT", " right");

            assertThat(GRAMMAR.caption(captioned.scene().mirror(), seed).caption())
                    .isEqualTo(swapped);
        }
    }

    @Test
    void no_word_of_a_place_a_colour_or_a_size_means_anything_else() {
        Set<String> plain = new HashSet<>();
        Stream.of(Lexicon.TIMES, Lexicon.HOURS, Lexicon.WEATHERS, Lexicon.WEATHER_KINDS, Lexicon.WORKS)
                .flatMap(map -> map.values().stream())
                .flatMap(List::stream)
                .forEach(phrase -> plain.addAll(Arrays.asList(phrase.split(" "))));

        assertThat(plain)
                .doesNotContainAnyElementsOf(
                        Lexicon.COLOURS.values().stream().flatMap(List::stream).toList());
        assertThat(plain)
                .doesNotContainAnyElementsOf(
                        Lexicon.SIZES.values().stream().flatMap(List::stream).toList());
        assertThat(plain).doesNotContain("left", "right", "middle", "center");
    }

    @Test
    void the_sentence_of_the_readme_is_a_caption() {
        SceneObject lighthouse =
                new SceneObject(ObjectKind.LIGHTHOUSE, Optional.of(Colour.RED), Size.LARGE, Place.RIGHT);
        Scene scene = new Scene(TimeOfDay.SUNSET, Terrain.SEA, Weather.CLEAR, Style.NATURAL, List.of(lighthouse), 1);

        assertThat(LongStream.range(0, 2000)
                        .mapToObj(seed -> GRAMMAR.caption(scene, seed).caption()))
                .contains(
                        "a red lighthouse beside the sea at sunset",
                        "at sunset, a red lighthouse on the right beside the sea");
    }

    @Test
    void a_mention_names_an_object_exactly_if_the_attribute_is_an_objects() {
        assertThatThrownBy(() -> Mention.of(Attribute.COLOUR)).hasMessage("COLOUR is said of an object; name its kind");
        assertThatThrownBy(() -> Mention.of(ObjectKind.TREE, Attribute.TIME))
                .hasMessage("TIME is said of the scene, not of a TREE");
    }

    private static Predicate<CaptionedScene> has(ObjectKind kind) {
        return captioned -> captioned.scene().objects().stream().anyMatch(object -> object.kind() == kind);
    }

    private static double share(Predicate<CaptionedScene> which, Mention mention) {
        List<CaptionedScene> those = MANY.stream().filter(which).toList();
        return (double) those.stream()
                        .filter(captioned -> captioned.mentions().contains(mention))
                        .count()
                / those.size();
    }

    private static boolean contains(String caption, String phrase) {
        return (" " + caption.replace(",", "") + " ").contains(" " + phrase + " ");
    }
}

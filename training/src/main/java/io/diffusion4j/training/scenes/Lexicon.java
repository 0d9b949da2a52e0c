package io.diffusion4j.training.scenes;

import static java.util.Map.entry;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The phrases of captions. Each means one thing only; the first of a list is the usual one. */
final class Lexicon {
    /** How the objects of a scene are to its terrain. */
    enum Position {
        STANDING,
        AFLOAT,
        ABOVE
    }

    static final Map<TimeOfDay, List<String>> TIMES = new EnumMap<>(Map.of(
            TimeOfDay.DAWN, List.of("at dawn", "at sunrise", "at daybreak", "in the morning", "in the early morning"),
            TimeOfDay.DAY, List.of("by day", "at noon", "at midday", "during the day", "in daylight"),
            TimeOfDay.SUNSET, List.of("at sunset", "at dusk", "in the evening", "at sundown", "in the evening light"),
            TimeOfDay.NIGHT,
                    List.of("at night", "by night", "after dark", "at midnight", "during the night", "in the night")));

    /** Times as nouns, which the words of {@link #WEATHER_KINDS} can stand before. */
    static final Map<TimeOfDay, List<String>> HOURS = new EnumMap<>(Map.of(
            TimeOfDay.DAWN, List.of("morning", "dawn"),
            TimeOfDay.DAY, List.of("day", "afternoon"),
            TimeOfDay.SUNSET, List.of("evening"),
            TimeOfDay.NIGHT, List.of("night")));

    static final Map<Weather, List<String>> WEATHERS = new EnumMap<>(Map.of(
            Weather.CLEAR, List.of("under a clear sky", "in clear weather", "with a cloudless sky"),
            Weather.CLOUDY,
                    List.of("under a cloudy sky", "under clouds", "with clouds in the sky", "in cloudy weather"),
            Weather.RAIN,
                    List.of(
                            "in the rain",
                            "in rainy weather",
                            "while it rains",
                            "during a rain shower",
                            "in pouring rain"),
            Weather.SNOWFALL,
                    List.of("in falling snow", "while it snows", "during snowfall", "with snowflakes in the air"),
            Weather.FOG, List.of("in the fog", "in thick fog", "in the mist", "in foggy weather")));

    static final Map<Weather, List<String>> WEATHER_KINDS = new EnumMap<>(Map.of(
            Weather.CLEAR, List.of("clear", "cloudless"),
            Weather.CLOUDY, List.of("cloudy"),
            Weather.RAIN, List.of("rainy", "wet"),
            Weather.FOG, List.of("foggy", "misty")));

    static final Map<Terrain, Map<Position, List<String>>> TERRAINS = new EnumMap<>(Map.of(
            Terrain.SEA,
                    positions(
                            List.of(
                                    "beside the sea",
                                    "by the sea",
                                    "at the sea",
                                    "by the ocean",
                                    "on the shore",
                                    "on the coast",
                                    "near the water"),
                            List.of("on the sea", "on the water", "at sea", "on the ocean", "on calm water"),
                            List.of("over the sea", "above the sea", "over the ocean", "above the water")),
            Terrain.MEADOW,
                    land(
                            List.of(
                                    "in a meadow",
                                    "in the meadow",
                                    "on a meadow with flowers",
                                    "in a field of flowers",
                                    "in the grass"),
                            List.of("over a meadow", "above a meadow", "over a field of flowers")),
            Terrain.HILLS,
                    land(
                            List.of("in the hills", "among rolling hills", "between hills", "in a hilly landscape"),
                            List.of("over the hills", "above rolling hills", "over a hilly landscape")),
            Terrain.MOUNTAINS,
                    land(
                            List.of(
                                    "in the mountains",
                                    "before high mountains",
                                    "in front of mountains",
                                    "below mountain peaks",
                                    "near the mountains"),
                            List.of("over the mountains", "above high mountains", "above mountain peaks")),
            Terrain.DESERT,
                    land(
                            List.of(
                                    "in the desert",
                                    "among sand dunes",
                                    "in the sand",
                                    "in a sandy desert",
                                    "between dunes"),
                            List.of("over the desert", "above sand dunes", "above the dunes")),
            Terrain.SNOW,
                    land(
                            List.of(
                                    "in the snow",
                                    "in deep snow",
                                    "in a snowy landscape",
                                    "on a snowy field",
                                    "in a winter landscape"),
                            List.of("over the snow", "above a snowy landscape", "over a winter landscape"))));

    /** What a picture of a style is called before what it shows. */
    static final Map<Style, List<String>> WORKS = new EnumMap<>(Map.of(
            Style.NATURAL, List.of("a picture of", "an image of", "a view of"),
            Style.WATERCOLOR, List.of("a watercolor of", "watercolor of", "a watercolor painting of"),
            Style.POSTER, List.of("a poster of", "poster of", "a flat poster of"),
            Style.PIXEL, List.of("pixel art of", "a pixel image of", "a mosaic of")));

    /** What stands for a style after a comma. */
    static final Map<Style, List<String>> MANNERS = new EnumMap<>(Map.of(
            Style.WATERCOLOR, List.of("watercolor", "watercolor style", "painted in watercolor"),
            Style.POSTER, List.of("poster style", "poster", "in flat colors"),
            Style.PIXEL, List.of("pixel art", "pixel style", "in square pixels")));

    /** Names of objects; adjectives go where the star is. */
    static final Map<ObjectKind, List<String>> NAMES = new EnumMap<>(Map.ofEntries(
            entry(ObjectKind.LIGHTHOUSE, List.of("a * lighthouse")),
            entry(ObjectKind.HOUSE, List.of("a * house", "a * cottage", "a * cabin")),
            entry(ObjectKind.BOAT, List.of("a * boat", "a * sailboat", "a * sailing boat")),
            entry(ObjectKind.TREE, List.of("a * tree")),
            entry(ObjectKind.TENT, List.of("a * tent")),
            entry(ObjectKind.WINDMILL, List.of("a * windmill", "a * mill")),
            entry(ObjectKind.BALLOON, List.of("a * balloon", "a * hot air balloon")),
            entry(ObjectKind.MOON, List.of("the * moon", "a * moon", "a * full moon")),
            entry(ObjectKind.BIRDS, List.of("* birds", "some * birds", "a flock of * birds"))));

    static final Map<Colour, List<String>> COLOURS = new EnumMap<>(Map.of(
            Colour.RED, List.of("red", "scarlet", "crimson"),
            Colour.ORANGE, List.of("orange"),
            Colour.YELLOW, List.of("yellow", "golden"),
            Colour.GREEN, List.of("green"),
            Colour.BLUE, List.of("blue"),
            Colour.PURPLE, List.of("purple", "violet"),
            Colour.WHITE, List.of("white"),
            Colour.BLACK, List.of("black")));

    static final Map<Size, List<String>> SIZES = new EnumMap<>(
            Map.of(Size.SMALL, List.of("small", "little", "tiny"), Size.LARGE, List.of("large", "big", "huge")));

    /** Left and right have the same phrases, so that mirrored scenes get mirrored captions. */
    static final Map<Place, List<String>> PLACES = new EnumMap<>(Map.of(
            Place.LEFT, List.of("on the left", "at the left", "to the left", "on the left side"),
            Place.MIDDLE, List.of("in the middle", "in the center", "at the center"),
            Place.RIGHT, List.of("on the right", "at the right", "to the right", "on the right side")));

    static final List<String> JOINTS = List.of("and", "with");
    static final String BELOW_MOON = "under";
    static final String ON = "on a";

    private Lexicon() {}

    /** Every word that a caption can have, sorted. */
    static SortedSet<String> words() {
        Stream<Map<?, List<String>>> flat =
                Stream.of(TIMES, HOURS, WEATHERS, WEATHER_KINDS, WORKS, MANNERS, NAMES, COLOURS, SIZES, PLACES);
        Stream<String> phrases = Stream.of(
                        flat.map(Map::values).flatMap(Collection::stream).flatMap(List::stream),
                        TERRAINS.values().stream()
                                .flatMap(any -> any.values().stream())
                                .flatMap(List::stream),
                        JOINTS.stream(),
                        Stream.of(BELOW_MOON, ON, "an"))
                .flatMap(any -> any);
        SortedSet<String> words = new TreeSet<>();
        phrases.flatMap(phrase -> Arrays.stream(phrase.split(" "))).forEach(words::add);
        words.remove("*");
        return words;
    }

    private static Map<Position, List<String>> land(List<String> standing, List<String> above) {
        return positions(standing, standing, above);
    }

    private static Map<Position, List<String>> positions(
            List<String> standing, List<String> afloat, List<String> above) {
        return new EnumMap<>(Map.of(Position.STANDING, standing, Position.AFLOAT, afloat, Position.ABOVE, above));
    }
}

package io.diffusion4j.training.scenes;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The data set: an endless sequence of scenes for each seed, every one a pure function of seed and index. Times, terrains,
 * sizes, places and an object's colours are equally frequent, half of the scenes are natural, two in five clear.
 */
public final class SceneDistribution {
    private static final long INDEX_STEP = 0x9e3779b97f4a7c15L;
    private static final Map<Style, Integer> STYLES =
            new EnumMap<>(Map.of(Style.NATURAL, 6, Style.WATERCOLOR, 2, Style.POSTER, 2, Style.PIXEL, 2));
    private static final Map<Weather, Integer> WEATHERS = new EnumMap<>(
            Map.of(Weather.CLEAR, 40, Weather.CLOUDY, 15, Weather.RAIN, 15, Weather.SNOWFALL, 15, Weather.FOG, 15));
    private static final Map<Integer, Integer> COUNTS = Map.of(1, 45, 2, 35, 3, 20);

    /** The scene at an index; any index, and any thread. */
    public Scene at(long seed, long index) {
        SplittableRandom random = new SplittableRandom(new SplittableRandom(seed).nextLong() + index * INDEX_STEP);
        TimeOfDay time = any(List.of(TimeOfDay.values()), random);
        Terrain terrain = any(List.of(Terrain.values()), random);
        Weather weather =
                weighted(WEATHERS, random, any -> Scene.objection(terrain, any).isEmpty());
        Style style = weighted(STYLES, random, any -> true);
        int count = weighted(COUNTS, random, any -> true);
        List<SceneObject> objects = new ArrayList<>();
        while (objects.size() < count) {
            objects.add(next(time, terrain, weather, objects, random));
        }
        return new Scene(time, terrain, weather, style, objects, random.nextLong());
    }

    private static SceneObject next(
            TimeOfDay time, Terrain terrain, Weather weather, List<SceneObject> others, SplittableRandom random) {
        ObjectKind kind = weighted(
                frequencies(time, terrain),
                random,
                any -> any.objection(time, terrain, weather).isEmpty()
                        && others.stream().noneMatch(other -> other.kind() == any));
        Optional<Colour> colour =
                kind.colours().isEmpty() ? Optional.empty() : Optional.of(any(List.copyOf(kind.colours()), random));
        Size size = any(List.of(Size.values()), random);
        return new SceneObject(kind, colour, size, any(free(kind, others), random));
    }

    /** What can be in few scenes only is frequent there, so that all kinds are met about equally often. */
    private static Map<ObjectKind, Integer> frequencies(TimeOfDay time, Terrain terrain) {
        Map<ObjectKind, Integer> weights = new EnumMap<>(ObjectKind.class);
        Stream.of(ObjectKind.values()).forEach(kind -> weights.put(kind, 4));
        weights.put(ObjectKind.BOAT, 40);
        weights.put(ObjectKind.LIGHTHOUSE, terrain == Terrain.SEA ? 12 : 4);
        weights.put(ObjectKind.MOON, time == TimeOfDay.NIGHT ? 20 : 3);
        weights.put(ObjectKind.BIRDS, 5);
        return weights;
    }

    private static List<Place> free(ObjectKind kind, List<SceneObject> others) {
        return Stream.of(Place.values())
                .filter(place -> others.stream()
                        .noneMatch(
                                other -> other.place() == place && other.kind().inSky() == kind.inSky()))
                .toList();
    }

    private static <T> T any(List<T> choices, SplittableRandom random) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static <T extends Comparable<T>> T weighted(
            Map<T, Integer> weights, SplittableRandom random, Predicate<T> allowed) {
        List<T> tickets = weights.entrySet().stream()
                .filter(entry -> allowed.test(entry.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .flatMap(entry -> Stream.generate(entry::getKey).limit(entry.getValue()))
                .toList();
        return any(tickets, random);
    }
}

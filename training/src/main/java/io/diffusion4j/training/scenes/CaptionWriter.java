package io.diffusion4j.training.scenes;

import io.diffusion4j.training.scenes.Lexicon.Position;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes one caption. */
final class CaptionWriter {
    private static final double TIME = 0.85;
    private static final double TERRAIN = 0.85;
    private static final double WEATHER = 0.85;
    private static final double CLEAR = 0.25;
    private static final double STYLE = 0.9;
    private static final double NATURAL = 0.1;
    private static final double COLOUR = 0.8;
    private static final double SIZE = 0.4;
    private static final double PLACE = 0.5;

    private final Scene scene;
    private final SplittableRandom random;
    private final Set<Mention> mentions = new HashSet<>();

    CaptionWriter(Scene scene, long seed) {
        this.scene = scene;
        this.random = new SplittableRandom(seed);
    }

    CaptionedScene write() {
        String things = things();
        String terrain = says(Attribute.TERRAIN, TERRAIN)
                ? pick(Lexicon.TERRAINS.get(scene.terrain()).get(position()))
                : "";
        String moment = moment();
        String caption = styled(things, terrain, moment);
        return new CaptionedScene(scene, caption, mentions);
    }

    private String styled(String things, String terrain, String moment) {
        boolean natural = scene.style() == Style.NATURAL;
        if (!says(Attribute.STYLE, natural ? NATURAL : STYLE)) {
            return order(things, terrain, moment);
        }
        if (natural || random.nextBoolean()) {
            return order(pick(Lexicon.WORKS.get(scene.style())) + " " + things, terrain, moment);
        }
        String manner = pick(Lexicon.MANNERS.get(scene.style()));
        String rest = order(things, terrain, moment);
        return random.nextInt(3) == 0 ? clauses(manner, rest) : clauses(rest, manner);
    }

    private String order(String things, String terrain, String moment) {
        boolean apart = moment.startsWith(","); // a moment that needs a comma before it cannot begin
        double order = random.nextDouble();
        if (apart || order < 0.55) {
            return words(things, terrain, moment).replace(" ,", ",");
        }
        if (order < 0.75) {
            return clauses(moment, words(things, terrain));
        }
        if (order < 0.87) {
            return clauses(words(terrain, moment), things);
        }
        return words(things, moment, terrain);
    }

    /** Time and weather, as two phrases or as one: "on a rainy morning". */
    private String moment() {
        boolean time = says(Attribute.TIME, TIME);
        boolean weather = says(Attribute.WEATHER, scene.weather() == Weather.CLEAR ? CLEAR : WEATHER);
        List<String> kinds = Lexicon.WEATHER_KINDS.getOrDefault(scene.weather(), List.of());
        if (time && weather && !kinds.isEmpty() && random.nextInt(5) < 2) {
            String both = words(pick(kinds), pick(Lexicon.HOURS.get(scene.time())));
            return random.nextBoolean() ? words(Lexicon.ON, both) : ", " + both;
        }
        String when = time ? pick(Lexicon.TIMES.get(scene.time())) : "";
        String sky = weather ? pick(Lexicon.WEATHERS.get(scene.weather())) : "";
        return random.nextInt(4) == 0 ? words(sky, when) : words(when, sky);
    }

    private String things() {
        List<SceneObject> objects = new ArrayList<>(scene.objects());
        Optional<SceneObject> moon = objects.stream()
                .filter(object -> object.kind() == ObjectKind.MOON && objects.size() > 1)
                .filter(object -> random.nextBoolean())
                .findFirst();
        moon.ifPresent(objects::remove);
        List<String> phrases = objects.stream().map(this::thing).toList();
        String list = list(phrases);
        return moon.map(object -> words(list, Lexicon.BELOW_MOON, thing(object)))
                .orElse(list);
    }

    private String list(List<String> phrases) {
        String first = phrases.get(0);
        String last = phrases.get(phrases.size() - 1);
        String joint = pick(Lexicon.JOINTS);
        if (phrases.size() == 1) {
            return first;
        }
        if (phrases.size() == 2) {
            return words(first, joint, last);
        }
        return joint.equals("and")
                ? clauses(first, words(phrases.get(1), joint, last))
                : words(first, joint, phrases.get(1), "and", last);
    }

    private String thing(SceneObject object) {
        ObjectKind kind = object.kind();
        String size = says(kind, Attribute.SIZE, SIZE) ? pick(Lexicon.SIZES.get(object.size())) : "";
        String colour = object.colour().isPresent() && says(kind, Attribute.COLOUR, COLOUR)
                ? pick(Lexicon.COLOURS.get(object.colour().get()))
                : "";
        String name = pick(Lexicon.NAMES.get(kind)).replace("*", words(size, colour));
        String place = says(kind, Attribute.PLACE, PLACE) ? pick(Lexicon.PLACES.get(object.place())) : "";
        return articled(words(name.split(" +"))) + (place.isEmpty() ? "" : " " + place);
    }

    private static String articled(String phrase) {
        return phrase.matches("a [aeiou].*") ? "an" + phrase.substring(1) : phrase;
    }

    private Position position() {
        boolean standing = scene.objects().stream()
                .map(SceneObject::kind)
                .anyMatch(kind -> !kind.inSky() && kind != ObjectKind.BOAT);
        boolean afloat = scene.objects().stream().anyMatch(object -> object.kind() == ObjectKind.BOAT);
        return standing ? Position.STANDING : afloat ? Position.AFLOAT : Position.ABOVE;
    }

    private boolean says(Attribute attribute, double share) {
        return random.nextDouble() < share && mentions.add(Mention.of(attribute));
    }

    private boolean says(ObjectKind kind, Attribute attribute, double share) {
        return random.nextDouble() < share && mentions.add(Mention.of(kind, attribute));
    }

    /** The usual phrase half of the time, else any. */
    private String pick(List<String> phrases) {
        int any = random.nextInt(2 * phrases.size());
        return phrases.get(any < phrases.size() ? any : 0);
    }

    private static String words(String... words) {
        return joined(" ", words);
    }

    private static String clauses(String... clauses) {
        return joined(", ", clauses);
    }

    private static String joined(String between, String... parts) {
        return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(between));
    }
}

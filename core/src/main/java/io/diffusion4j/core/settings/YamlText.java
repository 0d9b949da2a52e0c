package io.diffusion4j.core.settings;

import io.diffusion4j.core.error.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads one YAML document as a {@link Value}. Aliases and tags are refused, so that a document is a plain tree that is no
 * larger than its text.
 */
final class YamlText {
    private final ParserImpl events;
    private final Function<Mark, Place> places;

    private YamlText(ParserImpl events, Function<Mark, Place> places) {
        this.events = events;
        this.places = places;
    }

    /** @param places gives the place of a mark, or of the document as a whole for null */
    static Value read(String text, Function<Mark, Place> places) {
        try {
            return new YamlText(new ParserImpl(new StreamReader(text), new LoaderOptions()), places).document();
        } catch (MarkedYAMLException e) {
            throw problem(places.apply(e.getProblemMark()), "not valid YAML: " + firstLine(e.getProblem()));
        } catch (ReaderException e) {
            Place place = places.apply(mark(text, text.indexOf(e.getCodePoint())));
            throw problem(place, "not valid YAML: the character U+%04X is not allowed".formatted(e.getCodePoint()));
        } catch (YAMLException e) {
            throw problem(places.apply(null), "not valid YAML: " + firstLine(e.getMessage()));
        }
    }

    private Value document() {
        events.getEvent();
        if (events.checkEvent(Event.ID.StreamEnd)) {
            return new Value.Mapping(places.apply(null), List.of());
        }
        events.getEvent();
        Value root = value(0);
        events.getEvent();
        if (!events.checkEvent(Event.ID.StreamEnd)) {
            throw refused(events.peekEvent(), "a second document; only one is allowed");
        }
        return root;
    }

    private Value value(int depth) {
        Event event = events.getEvent();
        check(event, depth);
        Place place = places.apply(event.getStartMark());
        if (event instanceof ScalarEvent scalar) {
            return new Value.Scalar(place, scalar.getValue(), scalar.isPlain());
        }
        return event instanceof SequenceStartEvent ? sequence(place, depth) : mapping(place, depth);
    }

    private void check(Event event, int depth) {
        if (event instanceof AliasEvent alias) {
            throw refused(event, "aliases (*" + alias.getAnchor() + ") are not supported; write the value out");
        }
        if (depth > Value.DEEPEST) {
            throw refused(event, Value.TOO_DEEP);
        }
        String tag = event instanceof ScalarEvent scalar ? scalar.getTag() : ((CollectionStartEvent) event).getTag();
        if (tag != null) {
            throw refused(event, "tags (" + Shown.of(tag) + ") are not supported; remove it");
        }
    }

    private Value sequence(Place place, int depth) {
        List<Value> items = new ArrayList<>();
        while (!events.checkEvent(Event.ID.SequenceEnd)) {
            items.add(value(depth + 1));
        }
        events.getEvent();
        return new Value.Sequence(place, List.copyOf(items));
    }

    private Value mapping(Place place, int depth) {
        List<Value.Entry> entries = new ArrayList<>();
        while (!events.checkEvent(Event.ID.MappingEnd)) {
            Event start = events.peekEvent();
            if (!(value(depth + 1) instanceof Value.Scalar key)) {
                throw refused(start, "a key must be a word, not a list or block");
            }
            entries.add(new Value.Entry(key.place(), key.text(), value(depth + 1)));
        }
        events.getEvent();
        return new Value.Mapping(place, List.copyOf(entries));
    }

    private ConfigurationException refused(Event event, String message) {
        return problem(places.apply(event.getStartMark()), message);
    }

    private static ConfigurationException problem(Place place, String message) {
        return new ConfigurationException(place.message("", message));
    }

    private static Mark mark(String text, int index) {
        String before = text.substring(0, index);
        int line = (int) before.chars().filter(c -> c == '\n').count();
        int column = before.length() - 1 - before.lastIndexOf('\n');
        return new Mark("", index, line, column, new int[0], 0);
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }
}

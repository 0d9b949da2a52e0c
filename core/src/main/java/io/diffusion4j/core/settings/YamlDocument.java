package io.diffusion4j.core.settings;

import io.diffusion4j.core.error.ConfigurationException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.yaml.snakeyaml.error.Mark;

/**
 * Settings as text, YAML or JSON, with the places of everything in it. It is a plain tree: aliases, tags, nesting beyond 64
 * levels and texts beyond a million characters are errors. Immutable.
 */
public final class YamlDocument {
    private static final int LONGEST = 1 << 20;

    private final Value root;

    private YamlDocument(Value root) {
        this.root = root;
    }

    /**
     * A file in UTF-8; JSON if its name ends in {@code .json}, else YAML.
     *
     * @throws ConfigurationException if it cannot be read or is not well-formed
     */
    public static YamlDocument file(Path file) {
        String text = text(file);
        return file.toString().endsWith(".json") ? json(file.toString(), text) : of(file.toString(), text);
    }

    /** YAML text. @param name stands for the file in messages */
    public static YamlDocument of(String name, String text) {
        String body = checked(name, text);
        return new YamlDocument(YamlText.read(body, mark -> place(name, mark)));
    }

    /** JSON text; {@code Infinity} and {@code -Infinity} are allowed. @param name stands for the file in messages */
    public static YamlDocument json(String name, String text) {
        return new YamlDocument(JsonText.read(name, checked(name, text)));
    }

    /**
     * This document with some values replaced or added.
     *
     * @param assignments {@code request.steps=30}: keys joined by dots, then a value. A value in quotes, brackets or braces
     *     is YAML, any other is taken as it stands. A later one wins.
     */
    public YamlDocument with(List<String> assignments) {
        Value value = root;
        for (String assignment : assignments) {
            value = PathOverride.parse(assignment).over(value);
        }
        return new YamlDocument(value);
    }

    /**
     * The paths listed under a top-level key; none if it is absent. For what must be known before the rest can be bound:
     * anything malformed is left for the binder to report.
     */
    public List<Path> paths(String key) {
        if (root instanceof Value.Mapping mapping && mapping.get(key).orElse(null) instanceof Value.Sequence sequence) {
            return sequence.items().stream()
                    .flatMap(item -> PathType.of(item).stream())
                    .toList();
        }
        return List.of();
    }

    Value root() {
        return root;
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > 4L * LONGEST) {
                throw tooLong(file.toString());
            }
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new ConfigurationException(file + ": no such file");
        } catch (CharacterCodingException e) {
            throw new ConfigurationException(file + ": not UTF-8 text");
        } catch (IOException e) {
            throw new ConfigurationException(file + ": cannot be read: " + e.getMessage());
        }
    }

    private static String checked(String name, String text) {
        if (text.length() > LONGEST) {
            throw tooLong(name);
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static ConfigurationException tooLong(String name) {
        return new ConfigurationException(name + ": longer than " + LONGEST + " characters");
    }

    private static Place place(String name, Mark mark) {
        return mark == null
                ? new Place.InText(name, 1, 1)
                : new Place.InText(name, mark.getLine() + 1, mark.getColumn() + 1);
    }
}

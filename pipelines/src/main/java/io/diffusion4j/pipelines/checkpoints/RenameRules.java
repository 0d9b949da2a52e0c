package io.diffusion4j.pipelines.checkpoints;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Renames tensors by rules kept as data. A line {@code from -> to} replaces whole dotted components; {@code {}} stands
 * for a number. In each section, which an empty line ends, the first rule that fits is used; a section works on what
 * the one before it left.
 */
public final class RenameRules {
    private record Rule(Pattern from, String to) {}

    private final List<List<Rule>> sections;

    private RenameRules(List<List<Rule>> sections) {
        this.sections = sections;
    }

    /** @param owner a class beside which the resource lies */
    public static RenameRules resource(Class<?> owner, String name) {
        try (InputStream in = owner.getResourceAsStream(name)) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(name, e);
        }
    }

    static RenameRules parse(String text) {
        List<List<Rule>> sections = new ArrayList<>();
        for (String section : text.split("\n\\s*\n")) {
            sections.add(section.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(RenameRules::rule)
                    .toList());
        }
        return new RenameRules(sections);
    }

    private static Rule rule(String line) {
        String[] sides = line.split("->");
        String from = Pattern.quote(sides[0].strip()).replace("{}", "\\E(\\d+)\\Q");
        String to = sides[1].strip();
        for (int group = 1; to.contains("{}"); group++) {
            to = to.replaceFirst("\\{\\}", "\\$" + group);
        }
        return new Rule(Pattern.compile("(?<![^.])" + from), to);
    }

    public String apply(String name) {
        String renamed = name;
        for (List<Rule> section : sections) {
            renamed = first(section, renamed);
        }
        return renamed;
    }

    private static String first(List<Rule> section, String name) {
        for (Rule rule : section) {
            Matcher matcher = rule.from().matcher(name);
            if (matcher.find()) {
                return matcher.replaceFirst(rule.to());
            }
        }
        return name;
    }
}

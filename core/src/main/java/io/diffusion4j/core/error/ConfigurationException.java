package io.diffusion4j.core.error;

import java.util.List;

/** A setting is missing, unknown, of the wrong type, out of range, or contradicts another one. */
public final class ConfigurationException extends DiffusionException {
    private final transient List<String> problems;

    public ConfigurationException(String problem) {
        this(List.of(problem));
    }

    /** @param problems one line each, as {@code file:line:column: path: message} where the place is known */
    public ConfigurationException(List<String> problems) {
        super(String.join("\n", problems), null);
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }

    @Override
    public boolean isBadInput() {
        return true;
    }
}

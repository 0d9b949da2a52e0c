package io.diffusion4j.core.settings;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.spi.Providers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One place of a binding in progress.
 *
 * @param path keys joined by dots
 * @param base what unwritten keys of the value here are taken from
 * @param problems all that were found so far, up to a hundred, shared by the whole binding
 */
record Reading(Providers providers, String path, Optional<Object> base, List<Problem> problems) {
    private static final int MOST = 100;

    record Problem(Place place, String path, String message) {}

    static Reading start(Providers providers, String path, Optional<Object> base) {
        return new Reading(providers, path, base, new ArrayList<>());
    }

    Reading at(String key) {
        String shown = Shown.of(key);
        return new Reading(providers, path.isEmpty() ? shown : path + "." + shown, Optional.empty(), problems);
    }

    Reading at(int index) {
        return new Reading(providers, path + "[" + index + "]", Optional.empty(), problems);
    }

    Reading over(Optional<Object> newBase) {
        return new Reading(providers, path, newBase, problems);
    }

    /** Notes a problem. @return empty, for "no value" */
    Optional<Object> problem(Place place, String message) {
        return problem(place, () -> message);
    }

    /** Notes a problem whose message takes work. */
    Optional<Object> problem(Place place, Supplier<String> message) {
        if (problems.size() < MOST) {
            problems.add(new Problem(place, path, message.get()));
        }
        return Optional.empty();
    }

    Optional<Object> expected(String what, Value got) {
        return problem(got.place(), "expected " + what + ", got " + got.shown());
    }

    /** @throws ConfigurationException with all problems in the order of the text, if there are any */
    void finish() {
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems.stream()
                    .sorted(Comparator.comparing(Problem::place, Place.ORDER))
                    .map(problem -> problem.place().message(problem.path(), problem.message()))
                    .toList());
        }
    }
}

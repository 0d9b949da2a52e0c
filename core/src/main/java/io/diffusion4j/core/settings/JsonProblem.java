package io.diffusion4j.core.settings;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;

/** A syntax error of JSON in one line, with its place. */
final class JsonProblem {
    private JsonProblem() {}

    static String describe(String name, JsonProcessingException e) {
        String problem = e.getOriginalMessage().lines().findFirst().orElse("");
        return place(name, e.getLocation()).message("", "not valid JSON: " + problem);
    }

    static Place place(String name, JsonLocation location) {
        return location == null
                ? new Place.InText(name, 1, 1)
                : new Place.InText(name, Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
    }
}

package io.diffusion4j.testkit.golden.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.testkit.golden.Unsupported;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the reference's {@code set_timesteps} arguments. */
final class PlanRequests {
    /** Part of the request here too. */
    private static final Set<String> KNOWN = Set.of("num_inference_steps", "timesteps", "sigmas", "strength", "mu");

    /** Settings of the scheduler here, under the same name. */
    private static final Set<String> SETTINGS = Set.of("original_inference_steps", "jump_length", "jump_n_sample");

    /** Any number will do where both ends of the range have the same shift. */
    private static final int SOME_TOKENS = 1024;

    private PlanRequests() {}

    static PlanRequest of(JsonNode arguments) {
        arguments.fieldNames().forEachRemaining(name -> {
            if (!KNOWN.contains(name) && !SETTINGS.contains(name)) {
                throw new Unsupported("set_timesteps(" + name + ") has no counterpart");
            }
        });
        Optional<List<Double>> timesteps = numbers(arguments.path("timesteps"));
        Optional<List<Double>> sigmas = numbers(arguments.path("sigmas"));
        int given = timesteps.or(() -> sigmas).map(List::size).orElse(1);
        int steps = arguments.path("num_inference_steps").asInt(given);
        Optional<Integer> tokens = arguments.has("mu") ? Optional.of(SOME_TOKENS) : Optional.empty();
        return new PlanRequest(
                steps, timesteps, sigmas, arguments.path("strength").asDouble(1), tokens);
    }

    /** What of the arguments configures the scheduler here, as keys of its config. */
    static Map<String, Object> settings(JsonNode arguments) {
        Map<String, Object> keys = new HashMap<>();
        SETTINGS.stream()
                .filter(arguments::has)
                .forEach(name -> keys.put(name, arguments.get(name).numberValue()));
        if (arguments.has("mu")) {
            keys.put("base_shift", arguments.get("mu").numberValue());
            keys.put("max_shift", arguments.get("mu").numberValue());
        }
        return keys;
    }

    private static Optional<List<Double>> numbers(JsonNode list) {
        if (!list.isArray()) {
            return Optional.empty();
        }
        List<Double> numbers = new ArrayList<>();
        list.forEach(n -> numbers.add(n.asDouble()));
        return Optional.of(numbers);
    }
}

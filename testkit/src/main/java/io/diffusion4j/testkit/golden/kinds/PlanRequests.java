package io.diffusion4j.testkit.golden.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.testkit.golden.Unsupported;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the reference's {@code set_timesteps} arguments. */
final class PlanRequests {
    private static final Set<String> KNOWN = Set.of("num_inference_steps", "timesteps", "sigmas");

    private PlanRequests() {}

    static PlanRequest of(JsonNode arguments) {
        arguments.fieldNames().forEachRemaining(name -> {
            if (!KNOWN.contains(name)) {
                throw new Unsupported("set_timesteps(" + name + ") has no counterpart");
            }
        });
        Optional<List<Double>> timesteps = numbers(arguments.path("timesteps"));
        Optional<List<Double>> sigmas = numbers(arguments.path("sigmas"));
        int given = timesteps.or(() -> sigmas).map(List::size).orElse(1);
        int steps = arguments.path("num_inference_steps").asInt(given);
        return new PlanRequest(steps, timesteps, sigmas, Optional.empty());
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

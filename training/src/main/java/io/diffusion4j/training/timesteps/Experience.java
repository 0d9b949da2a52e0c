package io.diffusion4j.training.timesteps;

import java.util.Map;

/**
 * What a sampler has learned so far, as data: it goes into checkpoints.
 *
 * @param values numbers by name; not changed once they are here
 */
public record Experience(Map<String, double[]> values) {
    public Experience {
        values = Map.copyOf(values);
    }

    /** Of samplers that learn nothing. */
    public static Experience none() {
        return new Experience(Map.of());
    }
}

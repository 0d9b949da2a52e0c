package io.diffusion4j.core.pipeline;

import java.util.List;
import java.util.Map;

/**
 * Everything needed to make one image again, bit for bit on the same machine.
 *
 * @param image {@code seed} of this image and {@code index} within the batch that it was computed in
 * @param settings the settings of that batch as a YAML file would hold them, complete: model, device, dtype, and a
 *     request with all settings of its parts
 * @param environment what else the pixels depend on: versions, weights, threads
 * @param warnings what was doubtful about the run
 */
public record Manifest(
        Map<String, Object> image,
        Map<String, Object> settings,
        Map<String, Object> environment,
        List<String> warnings) {
    public Manifest {
        image = Map.copyOf(image);
        settings = Map.copyOf(settings);
        environment = Map.copyOf(environment);
        warnings = List.copyOf(warnings);
    }

    /** Of a run without warnings. */
    public Manifest(Map<String, Object> image, Map<String, Object> settings, Map<String, Object> environment) {
        this(image, settings, environment, List.of());
    }
}

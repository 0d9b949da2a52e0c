package io.diffusion4j.core.settings;

import io.diffusion4j.core.pipeline.GenerationRequest;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.tensor.DType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A run as an application would write it: no defaults of its own. */
@Doc("A run")
record TestRun(
        @Doc("The model's folder") Path model,
        Optional<DType> dtype,
        Optional<Part<SchedulerProvider<?>>> scheduler,
        Output output,
        GenerationRequest request) {

    record Output(Path folder, boolean overwrite, List<String> formats, Map<String, Long> limits) {
        static Output defaults() {
            return new Output(Path.of("out"), false, List.of("png"), Map.of());
        }
    }
}

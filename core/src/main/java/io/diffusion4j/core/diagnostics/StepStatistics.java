package io.diffusion4j.core.diagnostics;

import io.diffusion4j.core.sampling.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one step of one batch was like.
 *
 * @param step which step
 * @param alpha amplitude of the signal in the sample; empty for schedulers that do not tell
 * @param sigma amplitude of the noise in the sample; empty for schedulers that do not tell
 * @param tensors {@link #SAMPLE}, {@link #PREDICTION}, {@link #PREDICTED_ORIGINAL} and {@link #NEXT_SAMPLE}, as far as the
 *     step came and the scheduler has them
 * @param figures what the scheduler itself tells of the step, by name, one number for each image
 */
public record StepStatistics(
        Step step,
        Optional<Double> alpha,
        Optional<Double> sigma,
        Map<String, TensorStatistics> tensors,
        Map<String, List<Double>> figures) {
    /** The latents that the step began with. */
    public static final String SAMPLE = "sample";
    /** What model and guidance said of them. */
    public static final String PREDICTION = "prediction";
    /** The clean latents that this implies. */
    public static final String PREDICTED_ORIGINAL = "predicted-original";
    /** The latents that the step ended with. */
    public static final String NEXT_SAMPLE = "next-sample";

    public StepStatistics {
        tensors = Map.copyOf(tensors);
        figures = Map.copyOf(figures);
    }

    /** For JSON: {@code step} counts from 1. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("step", step.index() + 1);
        map.put("count", step.count());
        map.put("timestep", step.timestep());
        alpha.ifPresent(value -> map.put("alpha", value));
        sigma.ifPresent(value -> map.put("sigma", value));
        tensors.forEach((name, statistics) -> map.put(name, statistics.toMap()));
        map.putAll(figures);
        return map;
    }
}

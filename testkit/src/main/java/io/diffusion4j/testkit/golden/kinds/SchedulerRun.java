package io.diffusion4j.testkit.golden.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.testkit.golden.GoldenFile;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** The run of a scheduler as the reference recorded it: tensors with one row per step. */
final class SchedulerRun {
    private final JsonNode json;
    private final TensorSource tensors;

    SchedulerRun(GoldenFile file, TensorSource tensors) {
        this.json = file.json();
        this.tensors = tensors;
    }

    /** The trajectory index of the first recorded step; the others follow it one by one. */
    int firstIndex() {
        return json.get("step_indices").get(0).asInt();
    }

    int steps() {
        return json.get("step_indices").size();
    }

    Tensor row(String name, int row) {
        return tensors.open(name).select(0, row);
    }

    Tensor tensor(String name) {
        return tensors.open(name);
    }

    boolean has(String name) {
        return tensors.names().contains(name);
    }

    Optional<Double> tolerance(String name) {
        JsonNode value = json.get("tolerance").get(name);
        return Optional.ofNullable(value).map(JsonNode::asDouble);
    }

    double stepTolerance() {
        return tolerance("prev_sample_atol").orElseThrow();
    }
}

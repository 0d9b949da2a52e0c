package io.diffusion4j.testkit.golden.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import io.diffusion4j.core.sampling.Known;
import io.diffusion4j.core.sampling.NoiseSource;
import io.diffusion4j.core.sampling.SingleSeedNoise;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.testkit.golden.GoldenFile;
import java.util.Optional;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

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

    /** Whether that row records no evaluation of the model, but the forward process that undoes a step. */
    boolean undoes(int row) {
        return has("repaint.undo") && HostData.longs(tensor("repaint.undo"))[row] == 1;
    }

    /** The part of the image that the run kept. */
    Optional<Known> known() {
        return has("repaint.mask")
                ? Optional.of(new Known(tensor("repaint.original_image"), tensor("repaint.mask")))
                : Optional.empty();
    }

    /** The timesteps at which the model is asked. */
    Tensor evaluatedTimesteps() {
        Tensor timesteps = tensor("timesteps");
        long count = timesteps.size(0);
        // a fractional 0 that no recorded step begins at is where the last step ends
        boolean endsThere = timesteps.scalar_type().intern() != ScalarType.Long
                && count == firstIndex() + steps() + 1L
                && HostData.doubles(timesteps)[(int) count - 1] == 0;
        long[] evaluated = LongStream.range(0, endsThere ? count - 1 : count)
                .filter(row -> !undoes((int) row))
                .toArray();
        return timesteps.index_select(0, HostData.tensor(evaluated, evaluated.length));
    }

    Optional<Double> tolerance(String name) {
        JsonNode value = json.get("tolerance").get(name);
        return Optional.ofNullable(value).map(JsonNode::asDouble);
    }

    double stepTolerance() {
        return tolerance("prev_sample_atol").orElseThrow();
    }

    NoiseSource recordedNoise() {
        return (draw, like) -> {
            if (!has("noise") || draw >= tensor("noise").size(0)) {
                throw new IllegalStateException("draws noise number " + draw + ", which the reference does not");
            }
            return row("noise", draw);
        };
    }

    NoiseSource seededNoise() {
        return has("noise") ? new SingleSeedNoise(json.get("noise_seed").asLong(), 0) : recordedNoise();
    }
}

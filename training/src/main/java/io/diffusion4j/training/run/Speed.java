package io.diffusion4j.training.run;

import io.diffusion4j.core.diagnostics.Roofline;
import io.diffusion4j.core.nn.Work;
import io.diffusion4j.core.nn.WorkMeter;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.training.precision.Precision;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Device;

/**
 * How fast steps are, in operations and as a share of what the device was measured to do. The work of a batch is counted
 * once, in the first one; what neither a linear layer, nor a convolution, nor attention does is not counted.
 */
final class Speed {
    private final Optional<Roofline> peak;
    private Optional<Work> work = Optional.empty();

    private Speed(Optional<Roofline> peak) {
        this.peak = peak;
    }

    /** Measures the device, which takes about a second. */
    static Speed measured(Device device, Precision precision) {
        return new Speed(Optional.of(Roofline.measure(device, precision.half().orElse(DType.FLOAT32))));
    }

    /** Says nothing, for runs that will not tell it. */
    static Speed unknown() {
        return new Speed(Optional.empty());
    }

    /** Runs the forward pass of a batch. */
    <T> T metered(Supplier<T> forward) {
        if (peak.isEmpty() || work.isPresent()) {
            return forward.get();
        }
        try (WorkMeter meter = WorkMeter.ofTraining()) {
            T result = forward.get();
            work = Optional.of(meter.work());
            return result;
        }
    }

    /** @param batches forward and backward @param seconds that these took */
    Map<String, Double> figures(int batches, double seconds) {
        return work.filter(counted -> counted.total() > 0)
                .map(counted -> Map.of(
                        "gflops", batches * counted.total() / seconds / 1e9,
                        "peak-share", batches * peak.orElseThrow().seconds(counted) / seconds))
                .orElseGet(Map::of);
    }
}

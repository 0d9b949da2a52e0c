package io.diffusion4j.pipelines.assembly;

import io.diffusion4j.core.checkpoint.Checkpoint;
import io.diffusion4j.core.checkpoint.Component;
import io.diffusion4j.core.runtime.Processor;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.weights.TensorSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Device;

/**
 * The dtype to compute in where none is asked for: the one that most of the weights are stored in, unless the processor
 * is slow at it. CPUs have no fast float16; half-precision weights become bfloat16 there if the processor multiplies it
 * in hardware, else float32.
 */
final class AutomaticPrecision {
    private AutomaticPrecision() {}

    static DType of(Checkpoint checkpoint, Device device) {
        DType stored = mostCommon(checkpoint);
        if (stored == DType.FLOAT32 || stored == DType.FLOAT64) {
            return DType.FLOAT32;
        }
        if (device.is_cuda()) {
            return stored == DType.FLOAT16 ? DType.FLOAT16 : DType.BFLOAT16;
        }
        return Processor.multipliesBfloat16() ? DType.BFLOAT16 : DType.FLOAT32;
    }

    private static DType mostCommon(Checkpoint checkpoint) {
        Map<DType, Long> bytes = new EnumMap<>(DType.class);
        for (String name : new String[] {"unet", "transformer"}) {
            Optional<TensorSource> source = checkpoint.component(name).flatMap(Component::weights);
            source.ifPresent(s -> s.names().forEach(tensor -> {
                var info = s.info(tensor);
                bytes.merge(info.dtype(), info.bytes(), Long::sum);
            }));
        }
        return bytes.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(DType.FLOAT32);
    }
}

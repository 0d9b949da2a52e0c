package io.diffusion4j.training.denoiser;

import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.SafetensorsWriter;
import io.diffusion4j.pipelines.Precision;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;

/** Writes trained tensors. @param dtype that they are written in */
record TensorExport(Precision dtype) {
    /** What a reader of the reference's files asks for. */
    private static final Map<String, String> METADATA = Map.of("format", "pt");

    void write(Path file, Map<String, Tensor> tensors) {
        try (Scope scope = Scope.open()) {
            Map<String, Tensor> converted = new TreeMap<>(tensors);
            dtype.dtype().ifPresent(type -> converted.replaceAll((name, tensor) -> tensor.toType(type.scalarType())));
            SafetensorsWriter.write(file, converted, METADATA);
        }
    }
}

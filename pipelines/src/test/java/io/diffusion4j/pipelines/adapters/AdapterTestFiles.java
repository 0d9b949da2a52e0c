package io.diffusion4j.pipelines.adapters;

import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.SafetensorsWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Tensor;

/** Small adapter files with random values. */
final class AdapterTestFiles {
    static final String TO_Q = "down_blocks.0.attentions.0.transformer_blocks.0.attn1.to_q";

    private AdapterTestFiles() {}

    /** A file with tensors of these shapes. */
    static Path write(Path file, Map<String, long[]> shapes) {
        return write(file, shapes, Map.of());
    }

    static Path write(Path file, Map<String, long[]> shapes, Map<String, String> metadata) {
        try (Scope scope = Scope.open()) {
            SplittableRandom random = new SplittableRandom(7);
            Map<String, Tensor> tensors = new HashMap<>();
            shapes.forEach((name, shape) -> {
                long elements = 1;
                for (long size : shape) {
                    elements *= size;
                }
                float[] values = new float[(int) elements];
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) random.nextDouble(-1, 1);
                }
                tensors.put(name, HostData.tensor(values, shape));
            });
            SafetensorsWriter.write(file, tensors, metadata);
        }
        return file;
    }

    static long[] shape(long... sizes) {
        return sizes;
    }
}

package io.diffusion4j.pipelines.synthesis;

import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.SafetensorsWriter;
import io.diffusion4j.core.weights.TensorInfo;
import java.nio.ByteBuffer;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.Tensor;

/** Gives random tensors to a writer, with only one of them in memory at a time. */
final class TensorStream implements SafetensorsWriter.Content {
    private final RandomWeights random;
    private final Map<String, TensorInfo> tensors;
    private byte[] current = new byte[0];

    TensorStream(RandomWeights random, Map<String, TensorInfo> tensors) {
        this.random = random;
        this.tensors = tensors;
    }

    @Override
    public void fill(String name, long offset, ByteBuffer chunk) {
        if (offset == 0) {
            current = bytes(name);
        }
        chunk.put(current, Math.toIntExact(offset), chunk.remaining());
    }

    private byte[] bytes(String name) {
        try (Scope scope = Scope.open()) {
            Tensor tensor = random.of(name, tensors.get(name));
            byte[] bytes = new byte[Math.toIntExact(tensors.get(name).bytes())];
            new BytePointer(tensor.data_ptr()).get(bytes);
            return bytes;
        }
    }
}

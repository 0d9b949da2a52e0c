package io.diffusion4j.pipelines.synthesis;

import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.SafetensorsWriter;
import io.diffusion4j.core.weights.TensorInfo;
import java.nio.ByteBuffer;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.Tensor;

/** Gives random tensors to a writer, a chunk at a time: the largest may not fit into memory as float32. */
record TensorStream(RandomWeights random, Map<String, TensorInfo> tensors) implements SafetensorsWriter.Content {
    @Override
    public void fill(String name, long offset, ByteBuffer chunk) {
        TensorInfo info = tensors.get(name);
        int width = info.dtype().bytes();
        try (Scope scope = Scope.open()) {
            Tensor values = random.of(name, info, offset / width, chunk.remaining() / width);
            chunk.put(new BytePointer(values.data_ptr())
                    .capacity(chunk.remaining())
                    .asByteBuffer());
        }
    }
}

package io.diffusion4j.core.weights;

import io.diffusion4j.core.tensor.DType;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * Memory for weights, in few big blocks. A model has hundreds of tensors of all sizes; one allocation for each would leave
 * the C library's heap full of holes, and with huge pages an unused rest at every end.
 */
final class WeightArena {
    private static final long BLOCK_BYTES = 128L << 20;
    private static final long ALIGNMENT = 64;

    private final TensorOptions options;
    private final int width;
    private Tensor block;
    private long used;

    WeightArena(Device device, DType dtype) {
        this.options = new TensorOptions(dtype.scalarType()).device(new DeviceOptional(device));
        this.width = dtype.bytes();
    }

    /** An uninitialised tensor; its memory lives as long as any tensor of its block. */
    Tensor allocate(TensorInfo shape) {
        long elements = shape.elements();
        long capacity = BLOCK_BYTES / width;
        if (elements > capacity / 2) {
            return empty(elements).view(shape.shapeArray());
        }
        if (block == null || used + elements > capacity) {
            block = empty(capacity);
            used = 0;
        }
        Tensor tensor = block.narrow(0, used, elements).view(shape.shapeArray());
        long step = ALIGNMENT / width;
        used += (elements + step - 1) / step * step;
        return tensor;
    }

    private Tensor empty(long elements) {
        return torch.torch_empty(new long[] {elements}, options, new MemoryFormatOptional());
    }
}

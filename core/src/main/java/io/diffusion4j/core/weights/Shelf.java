package io.diffusion4j.core.weights;

import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.Scope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * One stretch of memory that blocks of weights lie in one after the other. Allocating each block anew would leave the C
 * library's heap full of holes, several times the size of what is in use. Used by one thread at a time.
 */
final class Shelf implements AutoCloseable {
    private static final long ALIGNMENT = 64;

    private final Tensor bytes;
    private final long capacity;
    private long used;

    Shelf(Device device, long capacity) {
        this.capacity = capacity;
        try (Scope scope = Scope.open()) {
            this.bytes = empty(device, DType.UINT8, capacity);
            bytes.retainReference();
        }
    }

    /** The room that a tensor takes. */
    static long room(long bytes) {
        return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    /** An uninitialised tensor; what does not fit on the shelf any more has memory of its own. */
    Tensor allocate(TensorInfo shape, DType dtype, Device device) {
        long size = shape.elements() * dtype.bytes();
        if (used + size > capacity) {
            return empty(device, dtype, shape.shapeArray());
        }
        Tensor tensor = bytes.narrow(0, used, size).view(dtype.scalarType()).view(shape.shapeArray());
        used += room(size);
        return tensor;
    }

    /** Gives the memory to the next block; nobody may use what lies there. */
    void clear() {
        used = 0;
    }

    private static Tensor empty(Device device, DType dtype, long... shape) {
        TensorOptions options = new TensorOptions(dtype.scalarType()).device(new DeviceOptional(device));
        return torch.torch_empty(shape, options, new MemoryFormatOptional());
    }

    @Override
    public void close() {
        bytes.releaseReference();
    }
}

package io.diffusion4j.core.weights;

import io.diffusion4j.core.tensor.DType;
import java.util.Arrays;
import java.util.List;

/** What a weight file says of one tensor. */
public record TensorInfo(DType dtype, List<Long> shape) {
    public TensorInfo {
        shape = List.copyOf(shape);
    }

    public static TensorInfo of(DType dtype, long... shape) {
        return new TensorInfo(dtype, Arrays.stream(shape).boxed().toList());
    }

    /** Number of elements; 1 for a scalar. */
    public long elements() {
        return shape.stream().reduce(1L, Math::multiplyExact);
    }

    /** Size of the data in bytes. */
    public long bytes() {
        return Math.multiplyExact(elements(), (long) dtype.bytes());
    }

    public long[] shapeArray() {
        return shape.stream().mapToLong(Long::longValue).toArray();
    }
}

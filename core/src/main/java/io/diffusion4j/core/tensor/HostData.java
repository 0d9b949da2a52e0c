package io.diffusion4j.core.tensor;

import static org.bytedeco.pytorch.global.torch.torch_empty;

import io.diffusion4j.core.runtime.Natives;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Copies between Java arrays and tensors. Tensors made here are on the CPU, own their memory, and belong to the open scope. */
public final class HostData {
    static {
        Natives.start();
    }

    // an adaptive scheduler keeps a few numbers in a tensor of its own in every step; making these would double its
    // cost
    private static final TensorOptions FLOAT32 = lasting(new TensorOptions(ScalarType.Float));
    private static final TensorOptions FLOAT64 = lasting(new TensorOptions(ScalarType.Double));
    private static final TensorOptions INT64 = lasting(new TensorOptions(ScalarType.Long));
    private static final TensorOptions UINT8 = lasting(new TensorOptions(ScalarType.Byte));
    private static final MemoryFormatOptional DEFAULT_FORMAT = lasting(new MemoryFormatOptional());

    private HostData() {}

    /** Outlives the scope in which this class was first used. */
    private static <P extends Pointer> P lasting(P pointer) {
        return pointer.retainReference();
    }

    /** A float32 tensor of that shape with these values in row-major order. */
    public static Tensor tensor(float[] values, long... shape) {
        return filled(FLOAT32, values.length, shape, data -> new FloatPointer(data).put(values, 0, values.length));
    }

    /** A float64 tensor of that shape with these values in row-major order. */
    public static Tensor tensor(double[] values, long... shape) {
        return filled(FLOAT64, values.length, shape, data -> new DoublePointer(data).put(values, 0, values.length));
    }

    /** An int64 tensor of that shape with these values in row-major order. */
    public static Tensor tensor(long[] values, long... shape) {
        return filled(INT64, values.length, shape, data -> new LongPointer(data).put(values, 0, values.length));
    }

    /** A uint8 tensor of that shape with these values in row-major order. */
    public static Tensor tensor(byte[] values, long... shape) {
        return filled(UINT8, values.length, shape, data -> new BytePointer(data).put(values, 0, values.length));
    }

    /** The values in row-major order, converted to float32. */
    public static float[] floats(Tensor tensor) {
        return copied(tensor, ScalarType.Float, float[]::new, (data, values) -> new FloatPointer(data).get(values));
    }

    /** The values in row-major order, converted to float64. */
    public static double[] doubles(Tensor tensor) {
        if (isOnHost(tensor, ScalarType.Float)) {
            return widened(floats(tensor));
        }
        return copied(tensor, ScalarType.Double, double[]::new, (data, values) -> new DoublePointer(data).get(values));
    }

    /** The values in row-major order, converted to int64. */
    public static long[] longs(Tensor tensor) {
        return copied(tensor, ScalarType.Long, long[]::new, (data, values) -> new LongPointer(data).get(values));
    }

    /** The values in row-major order, converted to uint8. */
    public static byte[] bytes(Tensor tensor) {
        return copied(tensor, ScalarType.Byte, byte[]::new, (data, values) -> new BytePointer(data).get(values));
    }

    /** The sizes of all dimensions. */
    public static long[] shape(Tensor tensor) {
        long[] shape = new long[(int) tensor.dim()];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = tensor.size(i);
        }
        return shape;
    }

    private static Tensor filled(TensorOptions type, int count, long[] shape, Consumer<Pointer> copy) {
        long elements = 1;
        for (long size : shape) {
            elements *= size;
        }
        if (elements != count) {
            throw new IllegalArgumentException(
                    "shape " + java.util.Arrays.toString(shape) + " needs " + elements + " values, got " + count);
        }
        Tensor tensor = torch_empty(shape, type, DEFAULT_FORMAT);
        // a tensor without values has no address to copy to
        if (count > 0) {
            copy.accept(tensor.data_ptr());
        }
        return tensor;
    }

    /** The same numbers. */
    private static double[] widened(float... values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }

    private static <A> A copied(Tensor tensor, ScalarType type, IntFunction<A> array, BiConsumer<Pointer, A> copy) {
        if (isOnHost(tensor, type)) {
            return read(tensor, array, copy);
        }
        try (Scope scope = Scope.open()) {
            return read(tensor.detach().to(new Device("cpu"), type).contiguous(), array, copy);
        }
    }

    private static <A> A read(Tensor host, IntFunction<A> array, BiConsumer<Pointer, A> copy) {
        int count = Math.toIntExact(host.numel());
        A values = array.apply(count);
        if (count > 0) {
            copy.accept(host.data_ptr(), values);
        }
        return values;
    }

    /** Adaptive schedulers read a few numbers in every step, which need not be converted. */
    private static boolean isOnHost(Tensor tensor, ScalarType type) {
        return tensor.is_cpu() && tensor.scalar_type().intern() == type && tensor.is_contiguous();
    }
}

package io.diffusion4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.HostData;
import java.util.Random;
import org.bytedeco.pytorch.Tensor;

/** Makes and compares tensors for contracts. */
final class Tensors {
    private Tensors() {}

    /** Unit normal, the same numbers for the same seed and shape. */
    static Tensor normal(long seed, long... shape) {
        Random random = new Random(seed);
        int count = 1;
        for (long size : shape) {
            count *= (int) size;
        }
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return HostData.tensor(values, shape);
    }

    static Tensor to(Tensor tensor, DType dtype) {
        return tensor.toType(dtype.scalarType());
    }

    /** Rows of one batch; row {@code i} does not depend on how many there are. */
    static Tensor rows(long seed, long batch, long... rowShape) {
        long[] shape = new long[rowShape.length + 1];
        shape[0] = 1;
        System.arraycopy(rowShape, 0, shape, 1, rowShape.length);
        org.bytedeco.pytorch.TensorVector rows = new org.bytedeco.pytorch.TensorVector();
        for (long i = 0; i < batch; i++) {
            rows.push_back(normal(seed * 1000 + i, shape));
        }
        return org.bytedeco.pytorch.global.torch.cat(rows, 0);
    }

    static void assertNear(Tensor got, Tensor expected, double tolerance) {
        assertThat(HostData.shape(got)).containsExactly(HostData.shape(expected));
        assertNear(HostData.doubles(got), HostData.doubles(expected), tolerance);
    }

    static void assertNear(double[] got, double[] expected, double tolerance) {
        assertThat(got).hasSameSizeAs(expected);
        for (int i = 0; i < got.length; i++) {
            assertThat(got[i]).as("value %d", i).isCloseTo(expected[i], offset(tolerance));
        }
    }
}

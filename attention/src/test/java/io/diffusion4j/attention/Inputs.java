package io.diffusion4j.attention;

import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.attention.AttentionShape;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.HostData;
import java.util.Optional;
import java.util.Random;
import org.bytedeco.pytorch.Tensor;

/** Random query, key and value, laid out as models have them: heads within tokens. */
record Inputs(Tensor query, Tensor key, Tensor value) {
    static Inputs random(AttentionShape shape, long seed) {
        Random random = new Random(seed);
        return new Inputs(
                tokens(random, shape, shape.queries()),
                tokens(random, shape, shape.keys()),
                tokens(random, shape, shape.keys()));
    }

    static AttentionShape shape(long batch, long heads, long queries, long keys, long size, DType dtype) {
        return new AttentionShape(batch, heads, queries, keys, size, false, dtype, false);
    }

    static Tensor normal(Random random, DType dtype, long... shape) {
        long count = 1;
        for (long size : shape) {
            count *= size;
        }
        double[] values =
                random.doubles(count, 0, 1).map(u -> random.nextGaussian()).toArray();
        return HostData.tensor(values, shape).toType(dtype.scalarType());
    }

    /** In float64, by the definition. */
    Tensor exact(Optional<Tensor> mask) {
        return as(DType.FLOAT64).attend(new MathAttention(), mask);
    }

    Inputs as(DType dtype) {
        return new Inputs(
                query.toType(dtype.scalarType()), key.toType(dtype.scalarType()), value.toType(dtype.scalarType()));
    }

    Inputs image(long index) {
        return new Inputs(query.narrow(0, index, 1), key.narrow(0, index, 1), value.narrow(0, index, 1));
    }

    Tensor attend(AttentionKernel kernel, Optional<Tensor> mask) {
        return kernel.attend(query, key, value, mask, 1 / Math.sqrt(query.size(3)));
    }

    static double furthest(Tensor a, Tensor b) {
        double[] left = HostData.doubles(a);
        double[] right = HostData.doubles(b);
        if (left.length != right.length) {
            return Double.POSITIVE_INFINITY;
        }
        double furthest = 0;
        for (int i = 0; i < left.length; i++) {
            double distance = Math.abs(left[i] - right[i]);
            furthest = Double.isNaN(distance) ? Double.POSITIVE_INFINITY : Math.max(furthest, distance);
        }
        return furthest;
    }

    private static Tensor tokens(Random random, AttentionShape shape, long count) {
        return normal(random, shape.dtype(), shape.batch(), count, shape.heads(), shape.headSize())
                .transpose(1, 2);
    }
}

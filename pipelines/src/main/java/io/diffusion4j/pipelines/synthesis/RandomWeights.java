package io.diffusion4j.pipelines.synthesis;

import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.TensorInfo;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Weights that keep activations of about unit size through any depth: normal with a variance of one over the inputs for
 * matrices and kernels, one for norms' scales, zero for biases. All are stretches of one row of random numbers, because
 * drawing each anew takes longer than writing a large model.
 */
final class RandomWeights {
    private static final int DRAWN = 1 << 23;

    private final long seed;
    private final float[] drawn;

    RandomWeights(long seed) {
        this.seed = seed;
        try (Scope scope = Scope.open()) {
            GeneratorOptional generator = new GeneratorOptional(torch.make_generator_cpu(seed));
            drawn = HostData.floats(
                    torch.torch_randn(new long[] {DRAWN}, generator, new TensorOptions(ScalarType.Float)));
        }
    }

    /**
     * A stretch of a weight; it depends on the seed, the name, the shape and the place only.
     *
     * @param from the first element, counted row by row
     * @param count at most 4 million
     * @return [count] of that dtype; belongs to the open scope
     */
    Tensor of(String name, TensorInfo info, long from, int count) {
        try (Scope scope = Scope.open()) {
            long[] shape = info.shapeArray();
            Tensor values;
            if (shape.length < 2) {
                double constant = name.endsWith("weight") ? 1 : 0;
                values = torch.full(new long[] {count}, new Scalar(constant), new TensorOptions(ScalarType.Float));
            } else {
                double deviation = Math.sqrt((double) shape[0] / info.elements());
                values = normal(name, from, count).mul_(new Scalar(deviation));
            }
            return scope.keep(values.toType(info.dtype().scalarType()));
        }
    }

    private Tensor normal(String name, long from, int count) {
        SplittableRandom places = new SplittableRandom((seed * 31 + name.hashCode()) * 31 + from);
        int start = places.nextInt(DRAWN - count + 1);
        return HostData.tensor(Arrays.copyOfRange(drawn, start, start + count), count);
    }
}

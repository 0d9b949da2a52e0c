package io.diffusion4j.backbones.dit;

import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.weights.Weights;
import java.util.Random;
import java.util.function.Predicate;
import org.bytedeco.pytorch.Tensor;

/**
 * Normal numbers for every weight, the same for the same name.
 *
 * @param zero full names of weights that are zero instead
 */
public record SeededWeights(String prefix, Predicate<String> zero) implements Weights {
    private static final double DEVIATION = 0.2;

    public SeededWeights() {
        this("", name -> false);
    }

    @Override
    public Weights at(String below) {
        return new SeededWeights(prefix + below + ".", zero);
    }

    @Override
    public Tensor get(String name, long... shape) {
        Random random = new Random((prefix + name).hashCode());
        double deviation = zero.test(prefix + name) ? 0 : DEVIATION;
        int count = 1;
        for (long size : shape) {
            count *= (int) size;
        }
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
        return HostData.tensor(values, shape);
    }

    @Override
    public boolean has(String name) {
        return true;
    }
}

package io.diffusion4j.core.weights;

import io.diffusion4j.core.tensor.DType;
import org.bytedeco.pytorch.Tensor;

/** Other weights, each converted when it is asked for. */
record ConvertedWeights(Weights weights, DType dtype) implements Weights {
    @Override
    public Weights at(String prefix) {
        return new ConvertedWeights(weights.at(prefix), dtype);
    }

    @Override
    public Tensor get(String name, long... shape) {
        return weights.get(name, shape).toType(dtype.scalarType());
    }

    @Override
    public boolean has(String name) {
        return weights.has(name);
    }
}

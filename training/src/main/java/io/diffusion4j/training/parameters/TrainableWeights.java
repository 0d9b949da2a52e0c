package io.diffusion4j.training.parameters;

import io.diffusion4j.core.weights.Weights;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** Hands out leaves by name. */
record TrainableWeights(Map<String, Tensor> leaves, String prefix) implements Weights {
    @Override
    public Weights at(String below) {
        return new TrainableWeights(leaves, prefix + below + ".");
    }

    @Override
    public Tensor get(String name, long... shape) {
        return leaves.get(prefix + name);
    }

    @Override
    public boolean has(String name) {
        return leaves.containsKey(prefix + name);
    }
}

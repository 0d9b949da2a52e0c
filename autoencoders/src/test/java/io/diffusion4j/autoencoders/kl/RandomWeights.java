package io.diffusion4j.autoencoders.kl;

import io.diffusion4j.core.weights.Weights;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Small random weights of whatever shape is asked for; they belong to the open scope. */
record RandomWeights(String prefix, Map<String, Tensor> made) implements Weights {
    RandomWeights() {
        this("", new HashMap<>());
    }

    @Override
    public Weights at(String below) {
        return new RandomWeights(prefix + below + ".", made);
    }

    @Override
    public Tensor get(String name, long... shape) {
        return made.computeIfAbsent(
                prefix + name, key -> torch.torch_randn(shape).mul_(new Scalar(0.2)));
    }

    @Override
    public boolean has(String name) {
        return false;
    }
}

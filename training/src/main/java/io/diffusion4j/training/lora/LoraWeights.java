package io.diffusion4j.training.lora;

import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import io.diffusion4j.pipelines.adapters.LoraPair;
import io.diffusion4j.training.precision.NoAutocast;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Frozen weights with changes added, {@code W + up down * alpha / rank}, computed in the graph of gradients whenever one is
 * asked for. So a model that is constructed over them needs no layers of its own for training.
 *
 * @param frozen below the prefix
 * @param layers by full names
 */
record LoraWeights(Weights frozen, Map<String, LoraPair> layers, String prefix) implements Weights {
    private static final String WEIGHT = "weight";

    @Override
    public Weights at(String below) {
        return new LoraWeights(frozen.at(below), layers, prefix + below + ".");
    }

    @Override
    public Tensor get(String name, long... shape) {
        Tensor weight = frozen.get(name, shape);
        LoraPair pair = layers.get(layer(name));
        return pair == null ? weight : changed(weight, pair, shape);
    }

    /** The layer that a weight is of; none has an empty name. */
    private String layer(String name) {
        String full = prefix + name;
        return full.endsWith("." + WEIGHT) ? full.substring(0, full.length() - WEIGHT.length() - 1) : "";
    }

    /** In the dtype of the factors: rounded to half precision, a small change of a weight would be lost. */
    private static Tensor changed(Tensor weight, LoraPair pair, long... shape) {
        try (Scope scope = Scope.open();
                NoAutocast precise = NoAutocast.on(weight.device())) {
            Tensor change = pair.up().flatten(1, -1).matmul(pair.down().flatten(1, -1));
            return scope.keep(weight.add(change.reshape(shape), new Scalar(pair.factor())));
        }
    }

    @Override
    public boolean has(String name) {
        return frozen.has(name);
    }
}

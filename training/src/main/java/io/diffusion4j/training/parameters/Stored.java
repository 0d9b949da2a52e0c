package io.diffusion4j.training.parameters;

import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.training.Draw;
import org.bytedeco.pytorch.Tensor;

/** Goes on from weights in files, which must have every name. @param source stays open until the model is made */
public record Stored(TensorSource source) implements Initialization {
    @Override
    public void fill(String name, Tensor weight, Draw draw) {
        source.copyTo(name, weight);
    }
}

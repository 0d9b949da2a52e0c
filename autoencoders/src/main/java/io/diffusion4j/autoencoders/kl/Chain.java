package io.diffusion4j.autoencoders.kl;

import io.diffusion4j.core.tensor.Scope;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;

/** Layers one after another; each result is freed as soon as the next is made, for decoding is the peak of memory. */
record Chain(List<UnaryOperator<Tensor>> layers) {
    Chain {
        layers = List.copyOf(layers);
    }

    Tensor apply(Tensor x) {
        return applyFirst(layers.size(), x);
    }

    private Tensor applyFirst(int count, Tensor x) {
        if (count == 0) {
            return x;
        }
        try (Scope scope = Scope.open()) {
            return scope.keep(layers.get(count - 1).apply(applyFirst(count - 1, x)));
        }
    }
}

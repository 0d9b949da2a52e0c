package io.diffusion4j.core.nn;

import io.diffusion4j.core.weights.Weights;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** A table of vectors, looked up by number. */
public final class Embedding {
    private final Tensor weight;

    private Embedding(Tensor weight) {
        this.weight = weight;
    }

    /** Reads {@code weight} [count, width]. */
    public static Embedding of(Weights weights, long count, long width) {
        return new Embedding(weights.get("weight", count, width));
    }

    /** @param ids [...], int64, on the table's device @return [..., width]; belongs to the open scope */
    public Tensor apply(Tensor ids) {
        return torch.embedding(weight, ids);
    }
}

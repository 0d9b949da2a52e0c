package io.diffusion4j.pipelines.adapters;

import io.diffusion4j.core.weights.TensorInfo;
import org.bytedeco.pytorch.Tensor;

/** What an adapter adds to one weight, in the factors that its file stores. */
interface Delta {
    /** First size of a weight that it fits. */
    long rows();

    /** Product of the other sizes of a weight that it fits. */
    long columns();

    /** The change at scale 1, float32; belongs to the open scope. @param shape of the weight */
    Tensor of(long... shape);

    default boolean fits(TensorInfo weight) {
        return !weight.shape().isEmpty()
                && weight.shape().get(0) == rows()
                && weight.elements() == Math.multiplyExact(rows(), columns());
    }

    /** The change that a layer's factors make. */
    static Delta of(Factors factors) {
        if (factors.has(AdapterKey.UP) || factors.has(AdapterKey.DOWN)) {
            return LowRank.of(factors);
        }
        return factors.has("hada_w1_a") ? LowRankHadamard.of(factors) : LowRankKronecker.of(factors);
    }
}

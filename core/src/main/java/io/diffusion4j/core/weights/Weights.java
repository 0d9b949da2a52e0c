package io.diffusion4j.core.weights;

import io.diffusion4j.core.tensor.DType;
import org.bytedeco.pytorch.Tensor;

/**
 * The weights of one part of a model, read by name. A model's constructor takes everything it needs from here, once;
 * the loader runs the constructor on shapes alone first, so that every missing, unexpected and mis-shaped name is
 * reported together before memory is spent.
 */
public interface Weights {
    /** The weights below {@code prefix + "."}. */
    Weights at(String prefix);

    /** {@code at(Integer.toString(index))}. */
    default Weights at(int index) {
        return at(Integer.toString(index));
    }

    /**
     * The same weights in another dtype, for parts whose numbers do not fit into the model's own. Unless overridden they
     * are converted from it, so that digits it lacks are lost.
     */
    default Weights as(DType dtype) {
        return new ConvertedWeights(this, dtype);
    }

    /**
     * The named tensor on the target device with the target dtype. The loader owns it.
     *
     * @param shape the shape that it must have
     */
    Tensor get(String name, long... shape);

    /** Whether the checkpoint holds that tensor: for parts that a model may lack. */
    boolean has(String name);
}

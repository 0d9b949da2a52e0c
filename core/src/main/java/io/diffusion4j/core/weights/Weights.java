package io.diffusion4j.core.weights;

import io.diffusion4j.core.tensor.DType;
import java.util.stream.IntStream;
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

    /** {@link #blocks(int, int, Blocks.Constructor)} from 0. */
    default <B> Blocks<B> blocks(int count, Blocks.Constructor<B> constructor) {
        return blocks(0, count, constructor);
    }

    /**
     * Blocks of one model that run one after another, whose weights lie below their numbers. They are all made at once
     * unless the loader holds only those that run.
     *
     * @param from the number of the first
     * @param to the number behind that of the last
     * @param constructor may be called again and again, on any thread
     */
    default <B> Blocks<B> blocks(int from, int to, Blocks.Constructor<B> constructor) {
        return Blocks.resident(IntStream.range(from, to)
                .mapToObj(number -> constructor.of(number, at(number)))
                .toList());
    }
}

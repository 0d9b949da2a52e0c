package io.diffusion4j.core.weights;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Parts of a model that run one after another. Whoever loaded the model may hold the weights of a block only while it
 * runs. Safe for several threads.
 */
public interface Blocks<B> {
    /** Makes a block of the weights that lie below its number. */
    @FunctionalInterface
    interface Constructor<B> {
        B of(int number, Weights weights);
    }

    int size();

    /**
     * Runs code on a block.
     *
     * @param index from 0
     * @param code must neither keep the block nor return a view of its weights, nor run another block
     * @throws io.diffusion4j.core.error.CheckpointException if its weights cannot be read any more
     */
    <R> R use(int index, Function<? super B, ? extends R> code);

    /** The same with something made of each block whenever it runs. @param change is given the index as well */
    default <C> Blocks<C> map(BiFunction<Integer, ? super B, ? extends C> change) {
        return new MappedBlocks<>(this, change);
    }

    /** Blocks that are in memory all the time. */
    static <B> Blocks<B> resident(List<B> blocks) {
        return new ResidentBlocks<>(blocks);
    }
}

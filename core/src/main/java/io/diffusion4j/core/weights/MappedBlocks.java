package io.diffusion4j.core.weights;

import java.util.function.BiFunction;
import java.util.function.Function;

/** What is made of other blocks whenever they run. */
record MappedBlocks<A, B>(Blocks<A> blocks, BiFunction<Integer, ? super A, ? extends B> change) implements Blocks<B> {
    @Override
    public int size() {
        return blocks.size();
    }

    @Override
    public <R> R use(int index, Function<? super B, ? extends R> code) {
        return blocks.use(index, block -> code.apply(change.apply(index, block)));
    }
}

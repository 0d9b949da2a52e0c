package io.diffusion4j.core.weights;

import java.util.List;
import java.util.function.Function;

/** Blocks that are in memory all the time. */
record ResidentBlocks<B>(List<B> blocks) implements Blocks<B> {
    ResidentBlocks {
        blocks = List.copyOf(blocks);
    }

    @Override
    public int size() {
        return blocks.size();
    }

    @Override
    public <R> R use(int index, Function<? super B, ? extends R> code) {
        return code.apply(blocks.get(index));
    }
}

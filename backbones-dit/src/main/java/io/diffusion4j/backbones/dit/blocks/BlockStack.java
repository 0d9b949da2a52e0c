package io.diffusion4j.backbones.dit.blocks;

import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Blocks;
import io.diffusion4j.core.weights.Weights;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;

/**
 * The blocks of a transformer, one after another. The tokens between two blocks are freed as soon as the second is done
 * with them, not when all are: at high resolutions they are large, and blocks are many.
 */
public record BlockStack<B>(Blocks<B> blocks) {
    /** Gives a block the tokens of the one before. */
    @FunctionalInterface
    public interface Step<B> {
        /** @param index from 0 @param tokens [batch, tokens, width] @return what the next block is given */
        Tensor apply(int index, B block, Tensor tokens);
    }

    /** @param weights numbered from 0 */
    public static <B> BlockStack<B> of(int count, Weights weights, Function<Weights, B> block) {
        return new BlockStack<>(weights.blocks(count, (number, own) -> block.apply(own)));
    }

    /**
     * @param tokens [batch, tokens, width]
     * @param each gives a block the tokens of the one before
     * @return what the last block returns; belongs to the open scope
     */
    public Tensor apply(Tensor tokens, BiFunction<B, Tensor, Tensor> each) {
        return apply(tokens, (index, block, x) -> each.apply(block, x));
    }

    /** The same for blocks that differ in more than their weights. */
    public Tensor apply(Tensor tokens, Step<B> step) {
        try (Scope scope = Scope.open()) {
            Tensor current = retained(tokens);
            try {
                for (int i = 0; i < blocks.size(); i++) {
                    Tensor next = through(i, current, step);
                    current.releaseReference();
                    current = next;
                }
                return scope.keep(current);
            } finally {
                current.releaseReference();
            }
        }
    }

    private Tensor through(int index, Tensor tokens, Step<B> step) {
        return blocks.use(index, block -> {
            try (Scope scope = Scope.open()) {
                return retained(step.apply(index, block, tokens));
            }
        });
    }

    private static Tensor retained(Tensor tensor) {
        tensor.retainReference();
        return tensor;
    }
}

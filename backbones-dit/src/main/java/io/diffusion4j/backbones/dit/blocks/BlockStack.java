package io.diffusion4j.backbones.dit.blocks;

import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/**
 * The blocks of a transformer, one after another. The tokens between two blocks are freed as soon as the second is done
 * with them, not when all are: at high resolutions they are large, and blocks are many.
 */
public record BlockStack<B>(List<B> blocks) {
    public BlockStack {
        blocks = List.copyOf(blocks);
    }

    /** @param weights numbered from 0 */
    public static <B> BlockStack<B> of(int count, Weights weights, Function<Weights, B> block) {
        return new BlockStack<>(IntStream.range(0, count)
                .mapToObj(i -> block.apply(weights.at(i)))
                .toList());
    }

    /**
     * @param tokens [batch, tokens, width]
     * @param each gives a block the tokens of the one before
     * @return what the last block returns; belongs to the open scope
     */
    public Tensor apply(Tensor tokens, BiFunction<B, Tensor, Tensor> each) {
        try (Scope scope = Scope.open()) {
            Tensor current = retained(tokens);
            try {
                for (B block : blocks) {
                    Tensor next = through(block, current, each);
                    current.releaseReference();
                    current = next;
                }
                return scope.keep(current);
            } finally {
                current.releaseReference();
            }
        }
    }

    private static <B> Tensor through(B block, Tensor tokens, BiFunction<B, Tensor, Tensor> each) {
        try (Scope scope = Scope.open()) {
            return retained(each.apply(block, tokens));
        }
    }

    private static Tensor retained(Tensor tensor) {
        tensor.retainReference();
        return tensor;
    }
}

package io.diffusion4j.backbones.dit.blocks;

import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Blocks;
import org.bytedeco.pytorch.Tensor;

/**
 * The tokens of a prompt and of an image that a model looks at together.
 *
 * @param text [batch, text tokens, width]
 * @param image [batch, image tokens, width]
 */
public record JointTokens(Tensor text, Tensor image) {
    /** Gives a block the tokens of the one before. */
    @FunctionalInterface
    public interface Step<B> {
        /** @param index from 0 @return what the next block is given */
        JointTokens apply(int index, B block, JointTokens tokens);
    }

    /**
     * Passes from block to block; like a {@link BlockStack}, frees what lies between two blocks as soon as the second is
     * done with it.
     *
     * @return what the last block returns; belongs to the open scope
     */
    public <B> JointTokens through(Blocks<B> blocks, Step<B> step) {
        try (Scope scope = Scope.open()) {
            JointTokens current = retained();
            try {
                for (int i = 0; i < blocks.size(); i++) {
                    JointTokens next = current.through(blocks, i, step);
                    current.release();
                    current = next;
                }
                return new JointTokens(scope.keep(current.text), scope.keep(current.image));
            } finally {
                current.release();
            }
        }
    }

    private <B> JointTokens through(Blocks<B> blocks, int index, Step<B> step) {
        return blocks.use(index, block -> {
            try (Scope scope = Scope.open()) {
                return step.apply(index, block, this).retained();
            }
        });
    }

    private JointTokens retained() {
        text.retainReference();
        image.retainReference();
        return this;
    }

    private void release() {
        text.releaseReference();
        image.releaseReference();
    }

    /** With something added to the image; it belongs to the open scope. */
    public JointTokens plus(Tensor residual) {
        return new JointTokens(text, image.add(residual));
    }
}

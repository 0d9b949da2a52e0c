package io.diffusion4j.backbones.dit.blocks;

import io.diffusion4j.core.tensor.Scope;
import java.util.function.BiFunction;
import org.bytedeco.pytorch.Tensor;

/**
 * The tokens of a prompt and of an image that a model looks at together.
 *
 * @param text [batch, text tokens, width]
 * @param image [batch, image tokens, width]
 */
public record JointTokens(Tensor text, Tensor image) {
    /**
     * Passes from block to block; like a {@link BlockStack}, frees what lies between two blocks as soon as the second is
     * done with it.
     *
     * @param blocks how many
     * @param each gives a block, by its number from 0, the tokens of the one before
     * @return what the last block returns; belongs to the open scope
     */
    public JointTokens through(int blocks, BiFunction<Integer, JointTokens, JointTokens> each) {
        try (Scope scope = Scope.open()) {
            JointTokens current = retained();
            try {
                for (int i = 0; i < blocks; i++) {
                    JointTokens next = current.passed(i, each);
                    current.release();
                    current = next;
                }
                return new JointTokens(scope.keep(current.text), scope.keep(current.image));
            } finally {
                current.release();
            }
        }
    }

    private JointTokens passed(int block, BiFunction<Integer, JointTokens, JointTokens> each) {
        try (Scope scope = Scope.open()) {
            return each.apply(block, this).retained();
        }
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
        return new JointTokens(text, image.add(residual.toType(image.scalar_type())));
    }
}

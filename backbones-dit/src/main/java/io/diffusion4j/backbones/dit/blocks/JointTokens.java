package io.diffusion4j.backbones.dit.blocks;

import io.diffusion4j.core.tensor.Scope;
import java.util.List;
import java.util.function.UnaryOperator;
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
     * @return what the last block returns; belongs to the open scope
     */
    public JointTokens through(List<UnaryOperator<JointTokens>> blocks) {
        try (Scope scope = Scope.open()) {
            JointTokens current = retained();
            try {
                for (UnaryOperator<JointTokens> block : blocks) {
                    JointTokens next = current.through(block);
                    current.release();
                    current = next;
                }
                return new JointTokens(scope.keep(current.text), scope.keep(current.image));
            } finally {
                current.release();
            }
        }
    }

    private JointTokens through(UnaryOperator<JointTokens> block) {
        try (Scope scope = Scope.open()) {
            return block.apply(this).retained();
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
        return new JointTokens(text, image.add(residual));
    }
}

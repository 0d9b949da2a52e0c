package io.diffusion4j.training.contrastive;

import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import io.diffusion4j.textencoders.clip.ClipTextOutput;
import io.diffusion4j.training.measure.AttributeHead;
import io.diffusion4j.training.measure.Attributes;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Tells from a text encoder's states what a caption names: once from the state at its end, and once from the states of all
 * its tokens, to which each attribute attends with a query of its own, as the layers of a backbone will. So that every state
 * has to be informative.
 */
final class TextHeads {
    private final Tensor queries;
    private final AttributeHead tokens;
    private final AttributeHead end;

    /** Reads {@code queries} [attributes, width] and the two heads. */
    TextHeads(Weights weights, Attributes attributes, long width) {
        queries = weights.get("queries", attributes.count(), width);
        tokens = new AttributeHead(weights.at("tokens"), attributes, width);
        end = new AttributeHead(weights.at("end"), attributes, width);
    }

    /**
     * @param padding true where a token is padding [batch, tokens]
     * @param numbers of the values that the captions name [batch, attributes]
     */
    AttributeLoss loss(ClipTextOutput text, Tensor padding, Tensor numbers) {
        Tensor attended = attended(text.lastHiddenState(), padding);
        return AttributeLoss.of(tokens.applyToEach(attended), numbers)
                .and(AttributeLoss.of(end.apply(text.pooled()), numbers));
    }

    /** states [batch, tokens, width] to [batch, attributes, width]. */
    private Tensor attended(Tensor states, Tensor padding) {
        try (Scope scope = Scope.open()) {
            Tensor scores = torch.matmul(queries, states.transpose(1, 2));
            Tensor open = scores.masked_fill(padding.unsqueeze(1), new Scalar(Double.NEGATIVE_INFINITY));
            return scope.keep(torch.matmul(torch.softmax(open, 2), states));
        }
    }
}

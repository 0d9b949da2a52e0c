package io.diffusion4j.training.measure;

import io.diffusion4j.core.nn.Linear;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** Tells from features which value each attribute has. */
public final class AttributeHead {
    private final Linear linear;
    private final Tensor beyond;
    private final long count;
    private final long widest;

    /** Reads {@code weight} [attributes * widest, width] and {@code bias}: a row for each value, and for none. */
    public AttributeHead(Weights weights, Attributes attributes, long width) {
        count = attributes.count();
        widest = attributes.widest();
        linear = Linear.of(weights, width, count * widest);
        beyond = attributes.beyond();
    }

    /**
     * @param features [batch, width]
     * @return logits [batch, attributes, widest], minus infinity beyond an attribute's values; belongs to the open scope
     */
    public Tensor apply(Tensor features) {
        try (Scope scope = Scope.open()) {
            Tensor logits = linear.apply(features).view(features.size(0), count, widest);
            return scope.keep(closed(logits));
        }
    }

    /** The same where each attribute has features of its own [batch, attributes, width]. */
    public Tensor applyToEach(Tensor features) {
        try (Scope scope = Scope.open()) {
            // Every attribute's features meet all rows and the attribute's own are taken: small, and one product.
            Tensor all = linear.apply(features).view(features.size(0), count, count, widest);
            return scope.keep(closed(all.diagonal(0, 1, 2).transpose(1, 2)));
        }
    }

    private Tensor closed(Tensor logits) {
        return logits.masked_fill(
                beyond.to(logits.device(), beyond.scalar_type()), new Scalar(Double.NEGATIVE_INFINITY));
    }
}

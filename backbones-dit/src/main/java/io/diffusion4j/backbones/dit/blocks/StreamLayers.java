package io.diffusion4j.backbones.dit.blocks;

import io.diffusion4j.core.nn.Activation;
import io.diffusion4j.core.nn.LayerNorm;
import io.diffusion4j.core.nn.Linear;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import org.bytedeco.pytorch.Tensor;

/** The layers of a {@link JointStream}, for streams to be composed of. */
public final class StreamLayers {
    private static final double EPSILON = 1e-6;

    private final LayerNorm norm;
    private final QueryKeyValueLayer project;
    private final Linear out;
    private final FeedForward feedForward;

    /** Where the weights of a stream are, within those of its block. */
    public record Names(String modulation, QueryKeyValueLayer.Names project, String out, String feedForward) {
        public static final Names IMAGE = new Names("norm1.linear", QueryKeyValueLayer.Names.IMAGE, "to_out.0", "ff");
        public static final Names TEXT =
                new Names("norm1_context.linear", QueryKeyValueLayer.Names.TEXT, "to_add_out", "ff_context");
    }

    private StreamLayers(Weights weights, Names names, AttentionHeads heads, HeadNorm.Kind headNorm) {
        int width = heads.width();
        Weights attention = weights.at("attn");
        this.norm = LayerNorm.withoutWeights(width, EPSILON);
        this.project = QueryKeyValueLayer.of(attention, names.project(), heads, headNorm);
        this.out = Linear.of(attention.at(names.out()), width, width);
        this.feedForward = FeedForward.of(weights.at(names.feedForward()), width, Activation.GELU_TANH);
    }

    /** @param weights those of the block */
    public static StreamLayers of(Weights weights, Names names, AttentionHeads heads, HeadNorm.Kind headNorm) {
        return new StreamLayers(weights, names, heads, headNorm);
    }

    /** The tokens as a layer sees them: normalised, scaled and shifted. They belong to the open scope. */
    public Tensor seen(Tensor tokens, Modulation modulation) {
        return modulation.enter(norm.apply(tokens));
    }

    /** What the tokens bring to the joint attention; belongs to the open scope. */
    public QueryKeyValue project(Tensor tokens, Modulation modulation) {
        return project.apply(seen(tokens, modulation));
    }

    /** The tokens with what they found in the joint attention; belongs to the open scope. */
    public Tensor add(Tensor tokens, Tensor attended, Modulation modulation) {
        return modulation.leave(tokens, out.apply(attended));
    }

    /** The tokens with what each thinks for itself; belongs to the open scope. */
    public Tensor feed(Tensor tokens, Modulation modulation) {
        return modulation.around(tokens, norm, feedForward::apply);
    }

    /** The usual stream of these layers: attention, then a perceptron. */
    public JointStream.AtStep at(Modulation attention, Modulation perceptron) {
        return new Modulated(this, attention, perceptron);
    }

    private record Modulated(StreamLayers layers, Modulation attention, Modulation perceptron)
            implements JointStream.AtStep {
        @Override
        public QueryKeyValue enter(Tensor tokens) {
            return layers.project(tokens, attention);
        }

        @Override
        public Tensor leave(Tensor tokens, Tensor attended) {
            try (Scope scope = Scope.open()) {
                return scope.keep(layers.feed(layers.add(tokens, attended, attention), perceptron));
            }
        }
    }
}

package io.diffusion4j.backbones.dit.auraflow;

import io.diffusion4j.backbones.dit.blocks.AttentionHeads;
import io.diffusion4j.backbones.dit.blocks.HeadNorm;
import io.diffusion4j.backbones.dit.blocks.JointStream;
import io.diffusion4j.backbones.dit.blocks.Modulation;
import io.diffusion4j.backbones.dit.blocks.QueryKeyValue;
import io.diffusion4j.backbones.dit.blocks.QueryKeyValueLayer;
import io.diffusion4j.backbones.dit.blocks.StreamLayers;
import io.diffusion4j.backbones.dit.blocks.SwiGluFeedForward;
import io.diffusion4j.core.backbone.StepRows;
import io.diffusion4j.core.nn.LayerNorm;
import io.diffusion4j.core.nn.Linear;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * Attention, then a perceptron, both under adaLN-Zero; but what attention found goes into the perceptron only, whose
 * result is added to the tokens as they entered.
 */
final class AuraFlowStream implements JointStream {
    private static final double EPSILON = 1e-5;
    private static final int ROWS = 6;
    /** Hidden channels are two thirds of four times those of a token, as in gated perceptrons, and a multiple of this. */
    private static final int MULTIPLE = 256;

    private final Linear modulation;
    private final LayerNorm norm;
    private final QueryKeyValueLayer project;
    private final Linear out;
    private final SwiGluFeedForward feedForward;
    private final long width;

    private AuraFlowStream(Weights weights, StreamLayers.Names names, AttentionHeads heads) {
        this.width = heads.width();
        long hidden = hiddenWidth(heads.width());
        Weights attention = weights.at("attn");
        Weights perceptron = weights.at(names.feedForward());
        this.modulation = Linear.withoutBias(weights.at(names.modulation()), width, ROWS * width);
        this.norm = LayerNorm.withoutWeights(width, EPSILON);
        this.project = QueryKeyValueLayer.withoutBias(attention, names.project(), heads, HeadNorm::layer);
        this.out = Linear.withoutBias(attention.at(names.out()), width, width);
        this.feedForward = new SwiGluFeedForward(
                Linear.withoutBias(perceptron.at("linear_1"), width, hidden),
                Linear.withoutBias(perceptron.at("linear_2"), width, hidden),
                Linear.withoutBias(perceptron.at("out_projection"), hidden, width));
    }

    /** @param weights those of the block */
    static AuraFlowStream of(Weights weights, StreamLayers.Names names, AttentionHeads heads) {
        return new AuraFlowStream(weights, names, heads);
    }

    @Override
    public AtStep at(StepRows condition) {
        List<Modulation> modulations =
                Modulation.each(condition.through(modulation::apply).view(-1, ROWS, width));
        return new Modulated(this, modulations.get(0), modulations.get(1));
    }

    private static long hiddenWidth(long width) {
        long wanted = 2 * 4 * width / 3;
        return (wanted + MULTIPLE - 1) / MULTIPLE * MULTIPLE;
    }

    private record Modulated(AuraFlowStream stream, Modulation attention, Modulation perceptron) implements AtStep {
        @Override
        public QueryKeyValue enter(Tensor tokens) {
            return stream.project.apply(attention.enter(stream.norm.apply(tokens)));
        }

        @Override
        public Tensor leave(Tensor tokens, Tensor attended) {
            try (Scope scope = Scope.open()) {
                Tensor found = attention.leave(tokens, stream.out.apply(attended));
                Tensor thought = stream.feedForward.apply(perceptron.enter(stream.norm.apply(found)));
                return scope.keep(perceptron.leave(tokens, thought));
            }
        }
    }
}

package io.diffusion4j.backbones.dit.mmdit;

import io.diffusion4j.backbones.dit.blocks.AttentionHeads;
import io.diffusion4j.backbones.dit.blocks.HeadNorm;
import io.diffusion4j.backbones.dit.blocks.JointStream;
import io.diffusion4j.backbones.dit.blocks.Modulation;
import io.diffusion4j.backbones.dit.blocks.ModulationLayer;
import io.diffusion4j.backbones.dit.blocks.QueryKeyValue;
import io.diffusion4j.backbones.dit.blocks.StreamLayers;
import io.diffusion4j.core.backbone.StepRows;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** An image stream that attends twice: with the text, and beside that to itself. Stable Diffusion 3.5 Medium. */
final class DualAttentionStream implements JointStream {
    private static final int SUBLAYERS = 3;

    private final ModulationLayer modulation;
    private final StreamLayers layers;
    private final SelfAttention second;

    private DualAttentionStream(ModulationLayer modulation, StreamLayers layers, SelfAttention second) {
        this.modulation = modulation;
        this.layers = layers;
        this.second = second;
    }

    /** @param weights those of the block */
    static DualAttentionStream of(Weights weights, AttentionHeads heads, HeadNorm.Kind headNorm) {
        StreamLayers.Names names = StreamLayers.Names.IMAGE;
        return new DualAttentionStream(
                ModulationLayer.of(weights.at(names.modulation()), SUBLAYERS, heads.width()),
                StreamLayers.of(weights, names, heads, headNorm),
                SelfAttention.of(weights.at("attn2"), heads, headNorm));
    }

    @Override
    public AtStep at(StepRows condition) {
        List<Modulation> modulations = modulation.apply(condition);
        return new Modulated(layers, second, modulations.get(0), modulations.get(1), modulations.get(2));
    }

    private record Modulated(
            StreamLayers layers, SelfAttention second, Modulation joint, Modulation perceptron, Modulation own)
            implements AtStep {
        @Override
        public QueryKeyValue enter(Tensor tokens) {
            return layers.project(tokens, joint);
        }

        @Override
        public Tensor leave(Tensor tokens, Tensor attended) {
            try (Scope scope = Scope.open()) {
                Tensor x = layers.add(tokens, attended, joint);
                x = own.leave(x, second.apply(layers.seen(tokens, own)));
                return scope.keep(layers.feed(x, perceptron));
            }
        }
    }
}

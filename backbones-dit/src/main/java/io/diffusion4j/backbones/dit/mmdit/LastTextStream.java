package io.diffusion4j.backbones.dit.mmdit;

import io.diffusion4j.backbones.dit.blocks.AttentionHeads;
import io.diffusion4j.backbones.dit.blocks.Entrance;
import io.diffusion4j.backbones.dit.blocks.EntranceLayer;
import io.diffusion4j.backbones.dit.blocks.HeadNorm;
import io.diffusion4j.backbones.dit.blocks.JointStream;
import io.diffusion4j.backbones.dit.blocks.QueryKeyValue;
import io.diffusion4j.backbones.dit.blocks.QueryKeyValueLayer;
import io.diffusion4j.backbones.dit.blocks.StreamLayers;
import io.diffusion4j.core.backbone.StepRows;
import io.diffusion4j.core.nn.LayerNorm;
import io.diffusion4j.core.weights.Weights;
import org.bytedeco.pytorch.Tensor;

/** The text in the last block: the image still looks at it, but nobody asks what becomes of it. */
final class LastTextStream implements JointStream {
    private static final double EPSILON = 1e-6;

    private final EntranceLayer entrance;
    private final LayerNorm norm;
    private final QueryKeyValueLayer project;

    private LastTextStream(EntranceLayer entrance, LayerNorm norm, QueryKeyValueLayer project) {
        this.entrance = entrance;
        this.norm = norm;
        this.project = project;
    }

    /** @param weights those of the block */
    static LastTextStream of(Weights weights, AttentionHeads heads, HeadNorm.Kind headNorm) {
        StreamLayers.Names names = StreamLayers.Names.TEXT;
        return new LastTextStream(
                EntranceLayer.of(weights.at(names.modulation()), heads.width()),
                LayerNorm.withoutWeights(heads.width(), EPSILON),
                QueryKeyValueLayer.of(weights.at("attn"), names.project(), heads, headNorm));
    }

    @Override
    public AtStep at(StepRows condition) {
        return new Modulated(norm, project, entrance.apply(condition));
    }

    private record Modulated(LayerNorm norm, QueryKeyValueLayer project, Entrance entrance) implements AtStep {
        @Override
        public QueryKeyValue enter(Tensor tokens) {
            return project.apply(entrance.enter(norm.apply(tokens)));
        }

        @Override
        public Tensor leave(Tensor tokens, Tensor attended) {
            return tokens;
        }
    }
}

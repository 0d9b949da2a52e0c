package io.diffusion4j.backbones.dit.mmdit;

import io.diffusion4j.backbones.dit.blocks.JointTokens;
import io.diffusion4j.backbones.dit.blocks.PatchEmbedding;
import io.diffusion4j.backbones.dit.blocks.TimeTextEmbedding;
import io.diffusion4j.backbones.dit.blocks.TokenGrid;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.backbone.StepContext;
import io.diffusion4j.core.backbone.StepRows;
import io.diffusion4j.core.nn.Linear;
import io.diffusion4j.core.weights.Weights;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** How a model and its ControlNets read what they are given. */
final class MMDiTEmbedding {
    private final PatchEmbedding patches;
    private final CroppedPositions positions;
    private final Linear context;
    private final TimeTextEmbedding timeText;

    private MMDiTEmbedding(Weights weights, MMDiTSettings settings) {
        int width = settings.width();
        Weights image = weights.at("pos_embed");
        this.patches = PatchEmbedding.of(image, settings.inChannels(), width, settings.patchSize());
        this.positions = CroppedPositions.of(image, settings.posEmbedMaxSize(), width);
        this.context = Linear.of(weights.at("context_embedder"), settings.jointAttentionDim(), width);
        this.timeText = TimeTextEmbedding.of(weights.at("time_text_embed"), settings.pooledProjectionDim(), width);
    }

    static MMDiTEmbedding of(Weights weights, MMDiTSettings settings) {
        return new MMDiTEmbedding(weights, settings);
    }

    /** What modulates the blocks [batch, width], activated. */
    StepRows condition(StepContext context, ScalarType dtype) {
        return context.rows(
                "time-text", Set.of(Conditioning.POOLED), (timestep, rows) -> condition(timestep, rows, dtype));
    }

    private Tensor condition(Tensor timestep, Conditioning conditioning, ScalarType dtype) {
        return timeText.apply(
                timestep,
                Optional.empty(),
                conditioning.require(Conditioning.POOLED).toType(dtype));
    }

    /** Belongs to the open scope. */
    JointTokens tokens(Tensor sample, TokenGrid grid, StepContext step) {
        Tensor text = step.memory().at("text").get(() -> {
            Tensor embeddings = step.conditioning().require(Conditioning.CONTEXT);
            return context.apply(embeddings.toType(sample.scalar_type()));
        });
        return new JointTokens(text, positions.addTo(patches.apply(sample), grid));
    }
}

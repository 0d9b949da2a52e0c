package io.diffusion4j.backbones.dit.dit;

import io.diffusion4j.backbones.dit.blocks.AttentionHeads;
import io.diffusion4j.backbones.dit.blocks.BlockStack;
import io.diffusion4j.backbones.dit.blocks.OutputLayer;
import io.diffusion4j.backbones.dit.blocks.PatchEmbedding;
import io.diffusion4j.backbones.dit.blocks.SinusoidalPositions;
import io.diffusion4j.backbones.dit.blocks.TokenGrid;
import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.BackboneInfo;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.nn.Activation;
import io.diffusion4j.core.nn.Linear;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;

/** The class-conditional diffusion transformer. Peebles and Xie 2023, figure 3. */
final class DiT implements Backbone {
    private final DiTSettings settings;
    private final PatchEmbedding patches;
    private final SinusoidalPositions positions;
    private final ClassTimeEmbedding embedding;
    private final BlockStack<DiTBlock> blocks;
    private final Linear outModulation;
    private final OutputLayer out;

    private DiT(DiTSettings settings, Weights weights, AttentionKernel kernel) {
        int width = settings.width();
        int patch = settings.patchSize();
        AttentionHeads heads = new AttentionHeads(kernel, settings.attentionHeads(), settings.attentionHeadDim());
        this.settings = settings;
        this.patches = PatchEmbedding.of(weights.at("pos_embed"), settings.inChannels(), width, patch);
        this.positions = new SinusoidalPositions(width, settings.sampleSize() / patch, settings.interpolationScale());
        this.embedding = ClassTimeEmbedding.of(
                weights.at("transformer_blocks").at(0).at("norm1.emb"), settings.classes(), width);
        this.blocks = BlockStack.of(
                settings.layers(), weights.at("transformer_blocks"), w -> DiTBlock.of(w, settings, heads));
        this.outModulation = Linear.of(weights.at("proj_out_1"), width, 2L * width);
        this.out = OutputLayer.of(
                Linear.of(weights.at("proj_out_2"), width, (long) patch * patch * settings.outChannels()), width);
    }

    static DiT of(DiTSettings settings, Weights weights, AttentionKernel kernel) {
        return new DiT(settings, weights, kernel);
    }

    @Override
    public BackboneInfo info() {
        return new BackboneInfo(
                settings.inChannels(),
                settings.outChannels(),
                settings.sampleSize(),
                Set.of(Conditioning.CLASS_LABELS));
    }

    @Override
    public Tensor forward(Tensor sample, Tensor timestep, Conditioning conditioning) {
        Tensor labels = conditioning.require(Conditioning.CLASS_LABELS);
        TokenGrid grid = TokenGrid.of(sample, settings.patchSize());
        try (Scope scope = Scope.open()) {
            Tensor tokens = blocks.apply(embedded(sample, grid), (block, x) -> block.apply(x, timestep, labels));
            return scope.keep(grid.image(projected(tokens, timestep, labels)));
        }
    }

    private Tensor embedded(Tensor sample, TokenGrid grid) {
        return patches.apply(sample).add(positions.of(grid, sample));
    }

    /** The last layer looks at the first block's embedding. */
    private Tensor projected(Tensor tokens, Tensor timestep, Tensor labels) {
        try (Scope scope = Scope.open()) {
            Tensor condition = embedding.apply(timestep, labels, tokens.scalar_type());
            Tensor both =
                    outModulation.apply(Activation.SILU.applyOver(condition)).unsqueeze(1);
            long width = condition.size(1);
            return scope.keep(out.apply(tokens, both.narrow(2, 0, width), both.narrow(2, width, width)));
        }
    }
}

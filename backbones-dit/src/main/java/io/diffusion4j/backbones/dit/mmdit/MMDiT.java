package io.diffusion4j.backbones.dit.mmdit;

import io.diffusion4j.backbones.dit.blocks.BlockResiduals;
import io.diffusion4j.backbones.dit.blocks.JointBlock;
import io.diffusion4j.backbones.dit.blocks.JointTokens;
import io.diffusion4j.backbones.dit.blocks.ModulatedOutput;
import io.diffusion4j.backbones.dit.blocks.TokenGrid;
import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.BackboneInfo;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Blocks;
import io.diffusion4j.core.weights.Weights;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;

/** The multimodal diffusion transformer. Esser et al. 2024, figure 2. */
final class MMDiT implements Backbone {
    private final MMDiTSettings settings;
    private final MMDiTEmbedding embedding;
    private final Blocks<JointBlock> blocks;
    private final ModulatedOutput out;

    private MMDiT(MMDiTSettings settings, Weights weights, AttentionKernel kernel) {
        long patch = settings.patchSize();
        this.settings = settings;
        this.embedding = MMDiTEmbedding.of(weights, settings);
        this.blocks = MMDiTBlocks.of(settings, kernel).untilTextEnds(weights.at("transformer_blocks"));
        this.out = ModulatedOutput.of(weights, settings.width(), patch * patch * settings.outChannels());
    }

    static MMDiT of(MMDiTSettings settings, Weights weights, AttentionKernel kernel) {
        return new MMDiT(settings, weights, kernel);
    }

    @Override
    public BackboneInfo info() {
        return new BackboneInfo(
                settings.inChannels(),
                settings.outChannels(),
                settings.sampleSize(),
                Set.of(Conditioning.CONTEXT, Conditioning.POOLED));
    }

    /** @param timestep 1000 times the noise level, from 0 to 1000, fractions included */
    @Override
    public Tensor forward(Tensor sample, Tensor timestep, Conditioning conditioning) {
        TokenGrid grid = TokenGrid.of(sample, settings.patchSize());
        SkippedBlocks skipped = SkippedBlocks.of(conditioning);
        BlockResiduals residuals = BlockResiduals.of(conditioning, MMDiTControlNet.RESIDUALS);
        try (Scope scope = Scope.open()) {
            Tensor condition = embedding.condition(timestep, conditioning, sample.scalar_type());
            ModulatedOutput.AtStep last = out.at(condition);
            Blocks<JointBlock.AtStep> step = blocks.map((i, block) -> block.at(condition));
            Tensor image = embedding
                    .tokens(sample, grid, conditioning)
                    .through(step.size(), (i, x) -> through(step, i, x, skipped, residuals))
                    .image();
            return scope.keep(grid.image(last.apply(image)));
        }
    }

    /** Nothing is added behind the last block, in which the text ends. */
    private static JointTokens through(
            Blocks<JointBlock.AtStep> blocks, int i, JointTokens x, SkippedBlocks skipped, BlockResiduals residuals) {
        JointTokens y = skipped.contains(i) ? x : blocks.use(i, block -> block.apply(x, Optional.empty()));
        Optional<Tensor> residual = i < blocks.size() - 1 ? residuals.spread(i, blocks.size()) : Optional.empty();
        return residual.map(y::plus).orElse(y);
    }
}

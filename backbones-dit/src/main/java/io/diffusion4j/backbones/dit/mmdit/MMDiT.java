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
import io.diffusion4j.core.weights.Weights;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The multimodal diffusion transformer. Esser et al. 2024, figure 2. */
final class MMDiT implements Backbone {
    private final MMDiTSettings settings;
    private final MMDiTEmbedding embedding;
    private final List<JointBlock> blocks;
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
            AtStep step = at(timestep, conditioning, sample.scalar_type());
            JointTokens tokens = embedding.tokens(sample, grid, conditioning);
            Tensor image = step.transformed(tokens, skipped, residuals);
            return scope.keep(grid.image(step.out().apply(image)));
        }
    }

    /** Everything that does not depend on the sample; its tensors belong to the open scope. */
    private AtStep at(Tensor timestep, Conditioning conditioning, ScalarType dtype) {
        Tensor condition = embedding.condition(timestep, conditioning, dtype);
        return new AtStep(blocks.stream().map(block -> block.at(condition)).toList(), out.at(condition));
    }

    /** The model under one conditioning. */
    private record AtStep(List<JointBlock.AtStep> blocks, ModulatedOutput.AtStep out) {
        /** @return [batch, image tokens, width]; belongs to the open scope */
        Tensor transformed(JointTokens tokens, SkippedBlocks skipped, BlockResiduals residuals) {
            return tokens.through(blocks.size(), (i, x) -> block(i, x, skipped, residuals))
                    .image();
        }

        /** Nothing is added behind the last block, in which the text ends. */
        private JointTokens block(int i, JointTokens x, SkippedBlocks skipped, BlockResiduals residuals) {
            JointTokens y = skipped.contains(i) ? x : blocks.get(i).apply(x, Optional.empty());
            Optional<Tensor> residual = i < blocks.size() - 1 ? residuals.spread(i, blocks.size()) : Optional.empty();
            return residual.map(y::plus).orElse(y);
        }
    }
}

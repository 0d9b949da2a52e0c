package io.diffusion4j.backbones.dit.sana;

import io.diffusion4j.backbones.dit.blocks.AttentionHeads;
import io.diffusion4j.backbones.dit.blocks.BlockInputs;
import io.diffusion4j.backbones.dit.blocks.BlockStack;
import io.diffusion4j.backbones.dit.blocks.ContextMask;
import io.diffusion4j.backbones.dit.blocks.EmbeddingPerceptron;
import io.diffusion4j.backbones.dit.blocks.PatchEmbedding;
import io.diffusion4j.backbones.dit.blocks.RmsNorm;
import io.diffusion4j.backbones.dit.blocks.SharedModulation;
import io.diffusion4j.backbones.dit.blocks.SinusoidalPositions;
import io.diffusion4j.backbones.dit.blocks.TableOutput;
import io.diffusion4j.backbones.dit.blocks.TokenGrid;
import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.backbone.BackboneInfo;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.backbone.PreparableBackbone;
import io.diffusion4j.core.backbone.StepContext;
import io.diffusion4j.core.backbone.StepRows;
import io.diffusion4j.core.nn.Activation;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The text-conditioned transformer with linear attention. Xie et al. 2024, figure 5. */
final class Sana implements PreparableBackbone {
    private static final double CAPTION_EPSILON = 1e-5;

    private final SanaSettings settings;
    private final PatchEmbedding patches;
    private final Optional<SinusoidalPositions> positions;
    private final SharedModulation modulation;
    private final EmbeddingPerceptron captions;
    private final RmsNorm captionNorm;
    private final BlockStack<SanaBlock> blocks;
    private final TableOutput out;

    private Sana(SanaSettings settings, Weights weights, AttentionKernel kernel) {
        int width = settings.width();
        int patch = settings.patchSize();
        AttentionHeads textHeads =
                new AttentionHeads(kernel, settings.crossAttentionHeads(), settings.crossAttentionHeadDim());
        this.settings = settings;
        this.patches = PatchEmbedding.of(weights.at("patch_embed"), settings.inChannels(), width, patch);
        this.positions = settings.interpolationScale()
                .map(scale -> new SinusoidalPositions(width, settings.sampleSize() / patch, scale));
        this.modulation = SharedModulation.of(weights.at("time_embed"), width);
        this.captions = EmbeddingPerceptron.of(
                weights.at("caption_projection"), settings.captionChannels(), width, Activation.GELU_TANH);
        this.captionNorm = RmsNorm.of(weights.at("caption_norm"), width, CAPTION_EPSILON);
        this.blocks = BlockStack.of(
                settings.layers(), weights.at("transformer_blocks"), w -> SanaBlock.of(w, settings, textHeads));
        this.out = TableOutput.of(weights, width, (long) patch * patch * settings.outChannels());
    }

    static Sana of(SanaSettings settings, Weights weights, AttentionKernel kernel) {
        return new Sana(settings, weights, kernel);
    }

    @Override
    public BackboneInfo info() {
        return new BackboneInfo(
                settings.inChannels(), settings.outChannels(), settings.sampleSize(), Set.of(Conditioning.CONTEXT));
    }

    @Override
    public Tensor forward(Tensor sample, StepContext step) {
        Conditioning conditioning = step.conditioning();
        Tensor context = conditioning.require(Conditioning.CONTEXT);
        TokenGrid grid = TokenGrid.of(sample, settings.patchSize());
        ScalarType dtype = sample.scalar_type();
        try (Scope scope = Scope.open()) {
            StepRows embedding = step.rows("time", Set.of(), (times, none) -> modulation.embedding(times, dtype));
            BlockInputs inputs = new BlockInputs(
                    embedding.through(modulation::modulation),
                    step.memory().at("captions").get(() -> captionNorm.apply(captions.apply(context.toType(dtype)))),
                    conditioning.find(Conditioning.CONTEXT_MASK).map(mask -> ContextMask.bias(mask, dtype)),
                    step.memory().at("blocks"));
            Tensor tokens = blocks.apply(embedded(sample, grid), (i, block, x) -> block.apply(x, grid, inputs.at(i)));
            return scope.keep(grid.image(out.apply(tokens, embedding.now())));
        }
    }

    private Tensor embedded(Tensor sample, TokenGrid grid) {
        Tensor tokens = patches.apply(sample);
        return positions.map(p -> tokens.add(p.of(grid, sample))).orElse(tokens);
    }
}

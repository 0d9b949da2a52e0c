package io.diffusion4j.backbones.dit.pixart;

import io.diffusion4j.backbones.dit.blocks.AttentionHeads;
import io.diffusion4j.backbones.dit.blocks.BlockInputs;
import io.diffusion4j.backbones.dit.blocks.BlockStack;
import io.diffusion4j.backbones.dit.blocks.ContextMask;
import io.diffusion4j.backbones.dit.blocks.EmbeddingPerceptron;
import io.diffusion4j.backbones.dit.blocks.PatchEmbedding;
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

/** The text-conditioned transformer of PixArt. Chen et al. 2023, figure 4. */
final class PixArt implements PreparableBackbone {
    private static final Set<String> SIZE = Set.of(SizeConditions.RESOLUTION, SizeConditions.ASPECT_RATIO);

    private final PixArtSettings settings;
    private final PatchEmbedding patches;
    private final SinusoidalPositions positions;
    private final SharedModulation modulation;
    private final Optional<SizeEmbedding> size;
    private final Optional<EmbeddingPerceptron> captions;
    private final BlockStack<PixArtBlock> blocks;
    private final TableOutput out;

    private PixArt(PixArtSettings settings, Weights weights, AttentionKernel kernel) {
        int width = settings.width();
        int patch = settings.patchSize();
        AttentionHeads heads = new AttentionHeads(kernel, settings.attentionHeads(), settings.attentionHeadDim());
        this.settings = settings;
        this.patches = PatchEmbedding.of(weights.at("pos_embed"), settings.inChannels(), width, patch);
        this.positions = new SinusoidalPositions(width, settings.sampleSize() / patch, settings.interpolationScale());
        this.modulation = SharedModulation.of(weights.at("adaln_single"), width);
        this.size = settings.sizeConditions()
                ? Optional.of(SizeEmbedding.of(weights.at("adaln_single.emb"), settings.sizeWidth()))
                : Optional.empty();
        this.captions = settings.captionChannels()
                .map(in -> EmbeddingPerceptron.of(weights.at("caption_projection"), in, width, Activation.GELU_TANH));
        this.blocks = BlockStack.of(
                settings.layers(), weights.at("transformer_blocks"), w -> PixArtBlock.of(w, settings, heads));
        this.out = TableOutput.of(weights, width, (long) patch * patch * settings.outChannels());
    }

    static PixArt of(PixArtSettings settings, Weights weights, AttentionKernel kernel) {
        return new PixArt(settings, weights, kernel);
    }

    @Override
    public BackboneInfo info() {
        return new BackboneInfo(
                settings.inChannels(),
                settings.outChannels(),
                settings.sampleSize(),
                settings.sizeConditions()
                        ? Set.of(Conditioning.CONTEXT, SizeConditions.RESOLUTION, SizeConditions.ASPECT_RATIO)
                        : Set.of(Conditioning.CONTEXT));
    }

    @Override
    public Tensor forward(Tensor sample, StepContext context) {
        info().conditioning().forEach(context.conditioning()::require);
        TokenGrid grid = TokenGrid.of(sample, settings.patchSize());
        try (Scope scope = Scope.open()) {
            ScalarType dtype = sample.scalar_type();
            StepRows embedding =
                    context.rows("embedding", SIZE, (timesteps, rows) -> embedding(timesteps, rows, dtype));
            BlockInputs inputs = inputs(embedding, context, dtype);
            Tensor tokens = blocks.apply(embedded(sample, grid), (i, block, x) -> block.apply(x, inputs.at(i)));
            return scope.keep(grid.image(out.apply(tokens, embedding.now())));
        }
    }

    /** Timestep and size of the image as one vector [batch, width]. */
    private Tensor embedding(Tensor timestep, Conditioning conditioning, ScalarType dtype) {
        Tensor time = modulation.embedding(timestep, dtype);
        return size.map(s -> time.add_(s.apply(conditioning, dtype))).orElse(time);
    }

    private BlockInputs inputs(StepRows embedding, StepContext step, ScalarType dtype) {
        Tensor context = step.conditioning().require(Conditioning.CONTEXT).toType(dtype);
        return new BlockInputs(
                embedding.through(modulation::modulation),
                captions.map(projection -> step.memory().at("captions").get(() -> projection.apply(context)))
                        .orElse(context),
                step.conditioning().find(Conditioning.CONTEXT_MASK).map(mask -> ContextMask.bias(mask, dtype)),
                step.memory().at("blocks"));
    }

    private Tensor embedded(Tensor sample, TokenGrid grid) {
        return patches.apply(sample).add(positions.of(grid, sample));
    }
}

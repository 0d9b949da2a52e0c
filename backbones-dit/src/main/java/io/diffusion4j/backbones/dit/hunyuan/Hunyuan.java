package io.diffusion4j.backbones.dit.hunyuan;

import io.diffusion4j.backbones.dit.blocks.AttentionHeads;
import io.diffusion4j.backbones.dit.blocks.BlockStack;
import io.diffusion4j.backbones.dit.blocks.ModulatedOutput;
import io.diffusion4j.backbones.dit.blocks.PatchEmbedding;
import io.diffusion4j.backbones.dit.blocks.TokenGrid;
import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.BackboneInfo;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Blocks;
import io.diffusion4j.core.weights.Weights;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The bilingual transformer of Hunyuan-DiT. Li et al. 2024, figure 7. */
final class Hunyuan implements Backbone {
    private final HunyuanSettings settings;
    private final PatchEmbedding patches;
    private final HunyuanEmbedding embedding;
    private final HunyuanText text;
    private final HunyuanPositions positions;
    private final Blocks<HunyuanBlock> earlier;
    private final BlockStack<HunyuanBlock> later;
    private final ModulatedOutput out;

    private Hunyuan(HunyuanSettings settings, Weights weights, AttentionKernel kernel) {
        int width = settings.width();
        int patch = settings.patchSize();
        int half = settings.layers() / 2;
        Weights blocks = weights.at("blocks");
        AttentionHeads heads = new AttentionHeads(kernel, settings.attentionHeads(), settings.attentionHeadDim());
        this.settings = settings;
        this.patches = PatchEmbedding.of(weights.at("pos_embed"), settings.inChannels(), width, patch);
        this.embedding = HunyuanEmbedding.of(weights.at("time_extra_emb"), settings, kernel);
        this.text = HunyuanText.of(weights, settings);
        this.positions = new HunyuanPositions(settings.attentionHeadDim());
        this.earlier = blocks.blocks(
                Math.min(half + 1, settings.layers()), (i, w) -> HunyuanBlock.of(w, settings, heads, false));
        this.later = new BlockStack<>(
                blocks.blocks(half + 1, settings.layers(), (i, w) -> HunyuanBlock.of(w, settings, heads, true)));
        this.out = ModulatedOutput.of(weights, width, (long) patch * patch * settings.outChannels());
    }

    static Hunyuan of(HunyuanSettings settings, Weights weights, AttentionKernel kernel) {
        return new Hunyuan(settings, weights, kernel);
    }

    @Override
    public BackboneInfo info() {
        return new BackboneInfo(
                settings.inChannels(),
                settings.outChannels(),
                settings.sampleSize(),
                settings.sizeAndStyle()
                        ? Set.of(
                                Conditioning.CONTEXT,
                                HunyuanConditions.CONTEXT_T5,
                                HunyuanConditions.IMAGE_META_SIZE,
                                HunyuanConditions.STYLE)
                        : Set.of(Conditioning.CONTEXT, HunyuanConditions.CONTEXT_T5));
    }

    @Override
    public Tensor forward(Tensor sample, Tensor timestep, Conditioning conditioning) {
        info().conditioning().forEach(conditioning::require);
        TokenGrid grid = TokenGrid.of(sample, settings.patchSize());
        ScalarType dtype = sample.scalar_type();
        try (Scope scope = Scope.open()) {
            Tensor condition = embedding.apply(timestep, conditioning, dtype);
            HunyuanBlock.Inputs inputs = new HunyuanBlock.Inputs(
                    condition, text.apply(conditioning, dtype), positions.of(grid, conditioning, sample));
            Tensor tokens = transformed(patches.apply(sample), inputs);
            return scope.keep(grid.image(out.at(condition).apply(tokens)));
        }
    }

    /** The last of the earlier blocks is the bottom: no later one looks back at it or at the one before. */
    private Tensor transformed(Tensor tokens, HunyuanBlock.Inputs inputs) {
        try (Scope scope = Scope.open()) {
            Deque<Tensor> skips = new ArrayDeque<>();
            Tensor x = tokens;
            for (int i = 0; i < earlier.size(); i++) {
                Tensor before = x;
                x = earlier.use(i, block -> block.apply(before, inputs));
                if (skips.size() < later.blocks().size()) {
                    skips.push(x);
                }
            }
            return scope.keep(later.apply(x, (block, y) -> block.apply(block.joined(y, skips.pop()), inputs)));
        }
    }
}

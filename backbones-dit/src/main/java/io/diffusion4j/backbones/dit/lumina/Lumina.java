package io.diffusion4j.backbones.dit.lumina;

import static org.bytedeco.pytorch.global.torch.cat;

import io.diffusion4j.backbones.dit.blocks.BlockStack;
import io.diffusion4j.backbones.dit.blocks.ContextMask;
import io.diffusion4j.backbones.dit.blocks.NumberEmbedding;
import io.diffusion4j.backbones.dit.blocks.RmsNorm;
import io.diffusion4j.backbones.dit.blocks.RotaryPositions;
import io.diffusion4j.backbones.dit.blocks.RotaryTable;
import io.diffusion4j.backbones.dit.blocks.TokenGrid;
import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.BackboneInfo;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.nn.Activation;
import io.diffusion4j.core.nn.Linear;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/** Text and image refined apart, then together in one stream. Qin et al. 2025, figure 3. */
final class Lumina implements Backbone {
    private final LuminaSettings settings;
    private final Linear patches;
    private final NumberEmbedding time;
    private final RmsNorm captionNorm;
    private final Linear captions;
    private final BlockStack<LuminaBlock> textRefiner;
    private final BlockStack<LuminaBlock> imageRefiner;
    private final BlockStack<LuminaBlock> layers;
    private final LuminaOutput out;

    private Lumina(LuminaSettings settings, Weights weights, AttentionKernel kernel) {
        int width = settings.hiddenSize();
        int pixels = settings.patchSize() * settings.patchSize();
        int refiners = settings.refinerLayers();
        LuminaHeads heads = LuminaHeads.of(settings, kernel);
        Weights embedders = weights.at("time_caption_embed");
        this.settings = settings;
        this.patches = Linear.of(weights.at("x_embedder"), (long) pixels * settings.inChannels(), width);
        this.time = NumberEmbedding.of(embedders.at("timestep_embedder"), settings.timeWidth());
        this.captionNorm =
                RmsNorm.of(embedders.at("caption_embedder.0"), settings.captionChannels(), settings.normEps());
        this.captions = Linear.of(embedders.at("caption_embedder.1"), settings.captionChannels(), width);
        this.textRefiner =
                BlockStack.of(refiners, weights.at("context_refiner"), w -> LuminaBlock.untold(w, settings, heads));
        this.imageRefiner =
                BlockStack.of(refiners, weights.at("noise_refiner"), w -> LuminaBlock.told(w, settings, heads));
        this.layers = BlockStack.of(settings.layers(), weights.at("layers"), w -> LuminaBlock.told(w, settings, heads));
        this.out = LuminaOutput.of(weights.at("norm_out"), settings, (long) pixels * settings.outChannels());
    }

    static Lumina of(LuminaSettings settings, Weights weights, AttentionKernel kernel) {
        return new Lumina(settings, weights, kernel);
    }

    @Override
    public BackboneInfo info() {
        return new BackboneInfo(
                settings.inChannels(), settings.outChannels(), settings.sampleSize(), Set.of(Conditioning.CONTEXT));
    }

    /** @param timestep from 0 for noise to 1 for the image */
    @Override
    public Tensor forward(Tensor sample, Tensor timestep, Conditioning conditioning) {
        conditioning.require(Conditioning.CONTEXT);
        TokenGrid grid = TokenGrid.of(sample, settings.patchSize());
        try (Scope scope = Scope.open()) {
            LuminaText text = LuminaText.of(conditioning, sample.scalar_type());
            Tensor told = Activation.SILU.applyOver(time.apply(timestep, sample.scalar_type()));
            Tensor tokens = transformed(sample, grid, text, told);
            return scope.keep(
                    grid.image(out.apply(tokens.narrow(1, text.tokens().size(1), grid.tokens()), told)));
        }
    }

    /** [batch, text + image tokens, width]. */
    private Tensor transformed(Tensor sample, TokenGrid grid, LuminaText text, Tensor told) {
        try (Scope scope = Scope.open()) {
            long texts = text.tokens().size(1);
            RotaryPositions rotary = new RotaryPositions(settings.axesDimRope());
            Tensor imagePositions = LuminaPositions.image(grid, text.lengths());
            Tensor textPositions = LuminaPositions.text(texts, text.mask()).expand(sample.size(0), texts, 3);
            Tensor joint = cat(
                    new TensorVector(
                            refinedText(text, rotary.of(textPositions), told),
                            refinedImage(sample, grid, rotary.of(imagePositions), told)),
                    1);
            RotaryTable positions = rotary.of(cat(new TensorVector(textPositions, imagePositions), 1));
            Optional<Tensor> bias = Optional.of(ContextMask.bias(text.leading(grid.tokens()), sample.scalar_type()));
            return scope.keep(layers.apply(joint, (block, x) -> block.apply(x, positions, bias, told)));
        }
    }

    private Tensor refinedText(LuminaText text, RotaryTable positions, Tensor told) {
        try (Scope scope = Scope.open()) {
            Tensor tokens = captions.apply(captionNorm.apply(text.tokens()));
            Optional<Tensor> bias = Optional.of(text.bias());
            return scope.keep(textRefiner.apply(tokens, (block, x) -> block.apply(x, positions, bias, told)));
        }
    }

    private Tensor refinedImage(Tensor sample, TokenGrid grid, RotaryTable positions, Tensor told) {
        try (Scope scope = Scope.open()) {
            Tensor tokens = patches.apply(grid.patches(sample));
            return scope.keep(
                    imageRefiner.apply(tokens, (block, x) -> block.apply(x, positions, Optional.empty(), told)));
        }
    }
}

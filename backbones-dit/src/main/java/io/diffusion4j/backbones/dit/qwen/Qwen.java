package io.diffusion4j.backbones.dit.qwen;

import io.diffusion4j.backbones.dit.blocks.AttentionHeads;
import io.diffusion4j.backbones.dit.blocks.HeadNorm;
import io.diffusion4j.backbones.dit.blocks.JointBlock;
import io.diffusion4j.backbones.dit.blocks.JointTokens;
import io.diffusion4j.backbones.dit.blocks.ModulatedOutput;
import io.diffusion4j.backbones.dit.blocks.ModulatedStream;
import io.diffusion4j.backbones.dit.blocks.NumberEmbedding;
import io.diffusion4j.backbones.dit.blocks.QueryKeyValueLayer;
import io.diffusion4j.backbones.dit.blocks.RmsNorm;
import io.diffusion4j.backbones.dit.blocks.RotaryPositions;
import io.diffusion4j.backbones.dit.blocks.RotaryTable;
import io.diffusion4j.backbones.dit.blocks.StreamLayers;
import io.diffusion4j.backbones.dit.blocks.TokenGrid;
import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.BackboneInfo;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.nn.Activation;
import io.diffusion4j.core.nn.Linear;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Blocks;
import io.diffusion4j.core.weights.Weights;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The two-stream transformer of Qwen-Image. Wu et al. 2025, section 2.4. */
final class Qwen implements Backbone {
    /** Height and width of the latents in most of the training, which the config does not tell. */
    private static final int SAMPLE_SIZE = 128;
    /** Of samples that are tokens already. */
    private static final int TOKEN_DIMENSIONS = 3;
    /** Frames, rows and columns of tokens [batch, 1, 3], int64, for samples that are tokens already. */
    private static final String SHAPES = "img-shapes";
    /** Brings noise levels to the range of the sinusoids. */
    private static final double UNITS = 1000;

    private static final double EPSILON = 1e-6;
    private static final StreamLayers.Names IMAGE =
            new StreamLayers.Names("img_mod.1", QueryKeyValueLayer.Names.IMAGE, "to_out.0", "img_mlp");
    private static final StreamLayers.Names TEXT =
            new StreamLayers.Names("txt_mod.1", QueryKeyValueLayer.Names.TEXT, "to_add_out", "txt_mlp");

    private final QwenSettings settings;
    private final Linear image;
    private final RmsNorm textNorm;
    private final Linear text;
    private final NumberEmbedding time;
    private final Blocks<JointBlock> blocks;
    private final ModulatedOutput out;

    private Qwen(QwenSettings settings, Weights weights, AttentionKernel kernel) {
        int width = settings.width();
        AttentionHeads heads = new AttentionHeads(kernel, settings.attentionHeads(), settings.attentionHeadDim());
        this.settings = settings;
        this.image = Linear.of(weights.at("img_in"), settings.inChannels(), width);
        this.textNorm = RmsNorm.of(weights.at("txt_norm"), settings.contextChannels(), EPSILON);
        this.text = Linear.of(weights.at("txt_in"), settings.contextChannels(), width);
        this.time = NumberEmbedding.of(weights.at("time_text_embed.timestep_embedder"), width);
        this.blocks = weights.at("transformer_blocks").blocks(settings.layers(), (i, w) -> block(w, heads));
        this.out = ModulatedOutput.of(weights, width, (long) settings.pixels() * settings.outChannels());
    }

    static Qwen of(QwenSettings settings, Weights weights, AttentionKernel kernel) {
        return new Qwen(settings, weights, kernel);
    }

    private static JointBlock block(Weights weights, AttentionHeads heads) {
        return new JointBlock(
                ModulatedStream.of(weights, TEXT, heads, HeadNorm::rootMeanSquare),
                ModulatedStream.of(weights, IMAGE, heads, HeadNorm::rootMeanSquare),
                heads);
    }

    @Override
    public BackboneInfo info() {
        return new BackboneInfo(
                settings.inChannels() / settings.pixels(),
                settings.outChannels(),
                SAMPLE_SIZE,
                Set.of(Conditioning.CONTEXT));
    }

    /**
     * Latents, or tokens for those who pack them themselves: [batch, tokens, channels of a token] with their rows and
     * columns as {@code img-shapes}. All tokens of the text count.
     *
     * @param timestep the noise level, from 0 to 1
     */
    @Override
    public Tensor forward(Tensor sample, Tensor timestep, Conditioning conditioning) {
        Tensor context = conditioning.require(Conditioning.CONTEXT).toType(sample.scalar_type());
        if (sample.dim() == TOKEN_DIMENSIONS) {
            long[] shape = HostData.longs(conditioning.require(SHAPES).select(0, 0));
            return transformed(sample, timestep, context, new QwenPositions(shape[1], shape[2]));
        }
        TokenGrid grid = TokenGrid.of(sample, settings.patchSize());
        try (Scope scope = Scope.open()) {
            QwenPositions positions = new QwenPositions(grid.rows(), grid.columns());
            return scope.keep(grid.planarImage(transformed(grid.planarPatches(sample), timestep, context, positions)));
        }
    }

    private Tensor transformed(Tensor tokens, Tensor timestep, Tensor context, QwenPositions positions) {
        try (Scope scope = Scope.open()) {
            Tensor condition = condition(timestep, tokens.scalar_type());
            RotaryTable places =
                    new RotaryPositions(settings.axesDimsRope()).of(positions.behind(context.size(1), tokens));
            JointTokens both = new JointTokens(text.apply(textNorm.apply(context)), image.apply(tokens));
            Tensor last = both.through(
                            blocks, (i, block, x) -> block.at(condition).apply(x, Optional.of(places)))
                    .image();
            return scope.keep(out.at(condition).apply(last));
        }
    }

    /** Activated here once, because every block begins with that. */
    private Tensor condition(Tensor timestep, ScalarType dtype) {
        Tensor scaled = timestep.toType(ScalarType.Float).mul(new Scalar(UNITS));
        return Activation.SILU.applyOver(time.apply(scaled, dtype));
    }
}

package io.diffusion4j.backbones.dit.qwenimage;

import io.diffusion4j.backbones.dit.blocks.AttentionHeads;
import io.diffusion4j.backbones.dit.blocks.HeadNorm;
import io.diffusion4j.backbones.dit.blocks.JointBlock;
import io.diffusion4j.backbones.dit.blocks.JointMask;
import io.diffusion4j.backbones.dit.blocks.JointTokens;
import io.diffusion4j.backbones.dit.blocks.ModulatedOutput;
import io.diffusion4j.backbones.dit.blocks.ModulatedStream;
import io.diffusion4j.backbones.dit.blocks.NumberEmbedding;
import io.diffusion4j.backbones.dit.blocks.Packing;
import io.diffusion4j.backbones.dit.blocks.QueryKeyValueLayer;
import io.diffusion4j.backbones.dit.blocks.RmsNorm;
import io.diffusion4j.backbones.dit.blocks.RotaryTable;
import io.diffusion4j.backbones.dit.blocks.StreamLayers;
import io.diffusion4j.backbones.dit.blocks.TokenTransformer;
import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.nn.Activation;
import io.diffusion4j.core.nn.Linear;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Blocks;
import io.diffusion4j.core.weights.Weights;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The network of Qwen-Image. Wu et al. 2025, section 2.4. */
final class QwenImage implements TokenTransformer {
    private static final StreamLayers.Names TEXT =
            new StreamLayers.Names("txt_mod.1", QueryKeyValueLayer.Names.TEXT, "to_add_out", "txt_mlp");
    private static final StreamLayers.Names IMAGE =
            new StreamLayers.Names("img_mod.1", QueryKeyValueLayer.Names.IMAGE, "to_out.0", "img_mlp");
    private static final double EPSILON = 1e-6;
    /** Brings noise levels to the range of the sinusoids. */
    private static final double UNITS = 1000;

    private final Linear imageIn;
    private final RmsNorm textNorm;
    private final Linear textIn;
    private final NumberEmbedding timestep;
    private final Blocks<JointBlock> blocks;
    private final ModulatedOutput out;

    private QwenImage(QwenImageSettings settings, Weights weights, AttentionKernel kernel) {
        int width = settings.width();
        AttentionHeads heads = new AttentionHeads(kernel, settings.attentionHeads(), settings.attentionHeadDim());
        this.imageIn = Linear.of(weights.at("img_in"), settings.inChannels(), width);
        this.textNorm = RmsNorm.of(weights.at("txt_norm"), settings.jointAttentionDim(), EPSILON);
        this.textIn = Linear.of(weights.at("txt_in"), settings.jointAttentionDim(), width);
        this.timestep = NumberEmbedding.of(weights.at("time_text_embed.timestep_embedder"), width);
        this.blocks = weights.at("transformer_blocks").blocks(settings.layers(), (i, own) -> block(own, heads));
        this.out = ModulatedOutput.of(weights, width, (long) Packing.PIXELS * settings.outChannels());
    }

    static QwenImage of(QwenImageSettings settings, Weights weights, AttentionKernel kernel) {
        return new QwenImage(settings, weights, kernel);
    }

    private static JointBlock block(Weights weights, AttentionHeads heads) {
        HeadNorm.Kind norm = HeadNorm::rootMeanSquare;
        return new JointBlock(
                ModulatedStream.of(weights, TEXT, heads, norm), ModulatedStream.of(weights, IMAGE, heads, norm), heads);
    }

    @Override
    public Tensor apply(Tensor image, Tensor timestep, Conditioning conditioning, RotaryTable positions) {
        Tensor text = conditioning.require(Conditioning.CONTEXT).toType(image.scalar_type());
        try (Scope scope = Scope.open()) {
            Tensor condition = condition(timestep, image.scalar_type());
            ModulatedOutput.AtStep last = out.at(condition);
            Optional<RotaryTable> places = Optional.of(positions);
            Optional<Tensor> bias = JointMask.bias(conditioning, image);
            JointTokens tokens = new JointTokens(textIn.apply(textNorm.apply(text)), imageIn.apply(image))
                    .through(
                            blocks.size(),
                            (i, x) -> blocks.use(i, block -> block.at(condition).apply(x, places, bias)));
            return scope.keep(last.apply(tokens.image()));
        }
    }

    private Tensor condition(Tensor noiseLevel, ScalarType dtype) {
        Tensor inUnits = noiseLevel.toType(ScalarType.Float).mul(new Scalar(UNITS));
        return Activation.SILU.applyOver(timestep.apply(inUnits, dtype));
    }
}

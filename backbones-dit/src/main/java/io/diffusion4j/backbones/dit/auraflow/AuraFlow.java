package io.diffusion4j.backbones.dit.auraflow;

import static org.bytedeco.pytorch.global.torch.cat;

import io.diffusion4j.backbones.dit.blocks.AttentionHeads;
import io.diffusion4j.backbones.dit.blocks.BlockStack;
import io.diffusion4j.backbones.dit.blocks.EntranceLayer;
import io.diffusion4j.backbones.dit.blocks.JointBlock;
import io.diffusion4j.backbones.dit.blocks.JointStream;
import io.diffusion4j.backbones.dit.blocks.JointTokens;
import io.diffusion4j.backbones.dit.blocks.NumberEmbedding;
import io.diffusion4j.backbones.dit.blocks.StreamLayers;
import io.diffusion4j.backbones.dit.blocks.TokenGrid;
import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.BackboneInfo;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.nn.Activation;
import io.diffusion4j.core.nn.Linear;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Blocks;
import io.diffusion4j.core.weights.Weights;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The transformer of AuraFlow: text and image in two streams, then in one. */
final class AuraFlow implements Backbone {
    /** Tokens before the text that stand for nothing, for attention to rest on. Darcet et al. 2024. */
    private static final long REGISTERS = 8;
    /** Its timesteps are levels of noise, from 0 to 1. */
    private static final double TIME_SCALE = 1000;

    private final AuraFlowSettings settings;
    private final AttentionHeads heads;
    private final Linear patches;
    private final LearnedPositions positions;
    private final NumberEmbedding time;
    private final Linear captions;
    private final Tensor registers;
    private final Blocks<JointBlock> jointBlocks;
    private final BlockStack<JointStream> singleBlocks;
    private final EntranceLayer outModulation;
    private final Linear out;

    private AuraFlow(AuraFlowSettings settings, Weights weights, AttentionKernel kernel) {
        long width = settings.width();
        long pixels = (long) settings.patchSize() * settings.patchSize();
        Weights joint = weights.at("joint_transformer_blocks");
        this.settings = settings;
        this.heads = new AttentionHeads(kernel, settings.attentionHeads(), settings.attentionHeadDim());
        this.patches = Linear.of(weights.at("pos_embed.proj"), pixels * settings.inChannels(), width);
        this.positions = LearnedPositions.of(weights.at("pos_embed"), settings.side(), width);
        this.time = NumberEmbedding.of(weights.at("time_step_proj"), width);
        this.captions = Linear.withoutBias(weights.at("context_embedder"), settings.contextChannels(), width);
        this.registers = weights.get("register_tokens", 1, REGISTERS, width);
        this.jointBlocks = joint.blocks(settings.jointLayers(), (i, own) -> joint(own));
        this.singleBlocks = BlockStack.of(
                settings.singleLayers(),
                weights.at("single_transformer_blocks"),
                w -> AuraFlowStream.of(w, StreamLayers.Names.IMAGE, heads));
        this.outModulation = EntranceLayer.withoutBias(weights.at("norm_out.linear"), width);
        this.out = Linear.withoutBias(weights.at("proj_out"), width, pixels * settings.outChannels());
    }

    static AuraFlow of(AuraFlowSettings settings, Weights weights, AttentionKernel kernel) {
        return new AuraFlow(settings, weights, kernel);
    }

    private JointBlock joint(Weights weights) {
        return new JointBlock(
                AuraFlowStream.of(weights, StreamLayers.Names.TEXT, heads),
                AuraFlowStream.of(weights, StreamLayers.Names.IMAGE, heads),
                heads);
    }

    @Override
    public BackboneInfo info() {
        return new BackboneInfo(
                settings.inChannels(), settings.outChannels(), settings.sampleSize(), Set.of(Conditioning.CONTEXT));
    }

    /** @param timestep level of noise, from 0 to 1 */
    @Override
    public Tensor forward(Tensor sample, Tensor timestep, Conditioning conditioning) {
        Tensor context = conditioning.require(Conditioning.CONTEXT).toType(sample.scalar_type());
        TokenGrid grid = TokenGrid.of(sample, settings.patchSize());
        try (Scope scope = Scope.open()) {
            Tensor condition = condition(timestep, sample.scalar_type());
            JointTokens tokens = joint(new JointTokens(text(context), image(sample, grid)), condition);
            Tensor together = cat(new TensorVector(tokens.text(), tokens.image()), 1);
            Tensor one = singleBlocks.apply(together, (block, x) -> single(block.at(condition), x));
            Tensor image = one.narrow(1, tokens.text().size(1), grid.tokens());
            return scope.keep(
                    grid.image(out.apply(outModulation.apply(condition).enter(image))));
        }
    }

    /** Activated here once, because every block begins with that. */
    private Tensor condition(Tensor timestep, ScalarType dtype) {
        Tensor scaled = timestep.toType(ScalarType.Float).mul(new Scalar(TIME_SCALE));
        return Activation.SILU.applyOver(time.apply(scaled, dtype));
    }

    private Tensor text(Tensor context) {
        Tensor tokens = captions.apply(context);
        return cat(new TensorVector(registers.expand(tokens.size(0), REGISTERS, tokens.size(2)), tokens), 1);
    }

    private Tensor image(Tensor sample, TokenGrid grid) {
        return patches.apply(grid.planarPatches(sample)).add_(positions.of(grid));
    }

    private JointTokens joint(JointTokens tokens, Tensor condition) {
        return tokens.through(
                jointBlocks.size(),
                (i, x) -> jointBlocks.use(i, block -> block.at(condition).apply(x, Optional.empty())));
    }

    private Tensor single(JointStream.AtStep stream, Tensor tokens) {
        return stream.leave(tokens, heads.attend(stream.enter(tokens), Optional.empty()));
    }
}

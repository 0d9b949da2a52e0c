package io.diffusion4j.backbones.dit.mmdit;

import io.diffusion4j.backbones.dit.blocks.BlockResiduals;
import io.diffusion4j.backbones.dit.blocks.JointBlock;
import io.diffusion4j.backbones.dit.blocks.JointTokens;
import io.diffusion4j.backbones.dit.blocks.PatchEmbedding;
import io.diffusion4j.backbones.dit.blocks.TokenGrid;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.backbone.ControlNet;
import io.diffusion4j.core.backbone.StepContext;
import io.diffusion4j.core.backbone.StepRows;
import io.diffusion4j.core.nn.Linear;
import io.diffusion4j.core.spi.BuildContext;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Blocks;
import io.diffusion4j.core.weights.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * A copy of a multimodal diffusion transformer's first blocks that sees another image too, and tells the transformer what
 * to add behind its blocks. Immutable and safe for several threads. Zhang et al. 2023.
 */
final class MMDiTControlNet implements ControlNet {
    /** The name, before a dot and a number, under which {@link Conditioning} holds what is added. */
    static final String RESIDUALS = "block-controlnet-hidden-states";

    private final MMDiTSettings settings;
    private final MMDiTEmbedding embedding;
    private final PatchEmbedding controlPatches;
    private final Blocks<JointBlock> blocks;
    private final List<Linear> outs;

    private MMDiTControlNet(MMDiTControlNetSettings net, BuildContext context) {
        Weights weights = context.weights();
        this.settings = net.transformer();
        int width = settings.width();
        this.embedding = MMDiTEmbedding.of(weights, settings);
        this.controlPatches =
                PatchEmbedding.of(weights.at("pos_embed_input"), net.controlChannels(), width, settings.patchSize());
        this.blocks =
                MMDiTBlocks.of(settings, context.attention()).withTextThroughout(weights.at("transformer_blocks"));
        this.outs = IntStream.range(0, settings.layers())
                .mapToObj(i -> Linear.of(weights.at("controlnet_blocks").at(i), width, width))
                .toList();
    }

    static ControlNet of(MMDiTControlNetSettings settings, BuildContext context) {
        return new MMDiTControlNet(settings, context);
    }

    @Override
    public List<String> residuals() {
        return List.of(RESIDUALS);
    }

    /**
     * @param control the other image in latents, with extra channels if the model has been trained with some, of the
     *     height and width of the sample
     */
    @Override
    public Conditioning steer(
            Tensor sample, Tensor timestep, Conditioning conditioning, Tensor control, double strength) {
        TokenGrid grid = TokenGrid.of(sample, settings.patchSize());
        try (Scope scope = Scope.open()) {
            StepContext context = StepContext.alone(timestep, conditioning);
            StepRows condition = embedding.condition(context, sample.scalar_type());
            Scalar scale = new Scalar(strength);
            JointTokens read = embedding.tokens(sample, grid, context);
            JointTokens x = new JointTokens(read.text(), read.image().add(controlPatches.apply(control)));
            List<Tensor> residuals = new ArrayList<>();
            x.through(blocks.size(), (i, tokens) -> {
                JointTokens y = blocks.use(i, block -> block.at(condition).apply(tokens, Optional.empty()));
                residuals.add(scope.keep(outs.get(i).apply(y.image()).mul_(scale)));
                return y;
            });
            return new BlockResiduals(residuals).in(conditioning, RESIDUALS);
        }
    }
}

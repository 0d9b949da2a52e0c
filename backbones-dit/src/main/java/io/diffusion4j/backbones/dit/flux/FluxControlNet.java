package io.diffusion4j.backbones.dit.flux;

import static org.bytedeco.pytorch.global.torch.cat;

import io.diffusion4j.backbones.dit.blocks.BlockResiduals;
import io.diffusion4j.backbones.dit.blocks.BlockStack;
import io.diffusion4j.backbones.dit.blocks.JointTokens;
import io.diffusion4j.backbones.dit.blocks.Packing;
import io.diffusion4j.backbones.dit.blocks.RotaryPositions;
import io.diffusion4j.backbones.dit.blocks.RotaryTable;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.backbone.ControlNet;
import io.diffusion4j.core.backbone.StepContext;
import io.diffusion4j.core.nn.Embedding;
import io.diffusion4j.core.nn.Linear;
import io.diffusion4j.core.spi.BuildContext;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A smaller FLUX that sees another image too, and tells the transformer what to add behind its blocks. A union of several
 * ControlNets is told which of them to be. Immutable and safe for several threads. Zhang et al. 2023.
 */
final class FluxControlNet implements ControlNet {
    /** The name, before a dot and a number, under which conditioning holds what is added behind joint blocks. */
    static final String JOINT_RESIDUALS = "controlnet-block-samples";
    /** Likewise for single-stream blocks. */
    static final String SINGLE_RESIDUALS = "controlnet-single-block-samples";

    private final FluxEmbedding embedding;
    private final Linear control;
    private final Optional<Embedding> modes;
    private final FluxPlaces places = new FluxPlaces();
    private final RotaryPositions positions;
    private final FluxBlocks blocks;
    private final List<Linear> jointOuts;
    private final List<Linear> singleOuts;

    private FluxControlNet(FluxControlNetSettings net, BuildContext context) {
        Weights weights = context.weights();
        FluxSettings settings = net.transformer();
        int width = settings.width();
        this.embedding = FluxEmbedding.of(weights, settings);
        this.control = Linear.of(weights.at("controlnet_x_embedder"), settings.inChannels(), width);
        this.modes = net.modes().map(count -> Embedding.of(weights.at("controlnet_mode_embedder"), count, width));
        this.positions = new RotaryPositions(settings.axesDimsRope());
        this.blocks = FluxBlocks.of(weights, settings, context.attention());
        this.jointOuts = outs(weights.at("controlnet_blocks"), settings.layers(), width);
        this.singleOuts = outs(weights.at("controlnet_single_blocks"), settings.singleLayers(), width);
    }

    static ControlNet of(FluxControlNetSettings settings, BuildContext context) {
        return new FluxControlNet(settings, context);
    }

    private static List<Linear> outs(Weights weights, int count, int width) {
        return IntStream.range(0, count)
                .mapToObj(i -> Linear.of(weights.at(i), width, width))
                .toList();
    }

    @Override
    public List<String> residuals() {
        return List.of(JOINT_RESIDUALS, SINGLE_RESIDUALS);
    }

    /**
     * Latents, or tokens with their places in the conditioning, as the transformer takes them.
     *
     * @param conditioning as for the transformer, and {@link FluxControlNetProvider#MODE} if this is a union
     * @param control the other image in latents or tokens, of the sample's shape
     */
    @Override
    public Conditioning steer(
            Tensor sample, Tensor timestep, Conditioning conditioning, Tensor control, double strength) {
        try (Scope scope = Scope.open()) {
            Tensor image = Packing.tokens(sample);
            StepContext context = StepContext.alone(timestep, conditioning);
            FluxStep step = blocks.at(embedding.condition(context, image.scalar_type()));
            RotaryTable table = positions.of(ids(sample, conditioning));
            Scalar scale = new Scalar(strength);
            List<Tensor> joint = new ArrayList<>();
            JointTokens x = read(image, context, Packing.tokens(control)).through(jointOuts.size(), (i, tokens) -> {
                JointTokens y = step.joint().use(i, block -> block.apply(tokens, Optional.of(table)));
                joint.add(scope.keep(jointOuts.get(i).apply(y.image()).mul_(scale)));
                return y;
            });
            List<Tensor> single = new ArrayList<>();
            new BlockStack<>(step.single()).apply(cat(new TensorVector(x.text(), x.image()), 1), (i, block, tokens) -> {
                Tensor y = block.apply(tokens, table, Optional.empty());
                Tensor seen = y.narrow(1, x.text().size(1), image.size(1));
                single.add(scope.keep(singleOuts.get(i).apply(seen).mul_(scale)));
                return y;
            });
            Conditioning steered = new BlockResiduals(joint).in(conditioning, JOINT_RESIDUALS);
            return new BlockResiduals(single).in(steered, SINGLE_RESIDUALS);
        }
    }

    /** Where the tokens are; the mode is where the first token of the text is [batch or 1, tokens, 3]. */
    private Tensor ids(Tensor sample, Conditioning conditioning) {
        long texts = conditioning.require(Conditioning.CONTEXT).size(1);
        Tensor told = Packing.isPacked(sample) ? places.told(conditioning) : places.of(Packing.grid(sample), texts);
        Tensor ids = told.to(sample.device(), ScalarType.Float);
        return modes.isEmpty() ? ids : cat(new TensorVector(ids.narrow(1, 0, 1), ids), 1);
    }

    /** The mode is a token before the text. */
    private JointTokens read(Tensor image, StepContext context, Tensor control) {
        JointTokens tokens = embedding.tokens(image, context);
        Tensor text = modes.map(embedding -> cat(
                        new TensorVector(
                                embedding.apply(context.conditioning().require(FluxControlNetProvider.MODE)),
                                tokens.text()),
                        1))
                .orElse(tokens.text());
        return new JointTokens(text, tokens.image().add(this.control.apply(control)));
    }
}

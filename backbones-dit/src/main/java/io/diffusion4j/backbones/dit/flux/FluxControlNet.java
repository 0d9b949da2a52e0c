package io.diffusion4j.backbones.dit.flux;

import static org.bytedeco.pytorch.global.torch.cat;

import io.diffusion4j.backbones.dit.blocks.BlockResiduals;
import io.diffusion4j.backbones.dit.blocks.BlockStack;
import io.diffusion4j.backbones.dit.blocks.JointTokens;
import io.diffusion4j.backbones.dit.blocks.Packing;
import io.diffusion4j.backbones.dit.blocks.RotaryPositions;
import io.diffusion4j.backbones.dit.blocks.RotaryTable;
import io.diffusion4j.backbones.dit.blocks.TokenGrid;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.nn.Embedding;
import io.diffusion4j.core.nn.Linear;
import io.diffusion4j.core.settings.ReferenceConfig;
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
public final class FluxControlNet {
    /** In conditioning, the mode of a union [batch, 1], int64. */
    public static final String MODE = "controlnet-mode";
    /** The name, before a dot and a number, under which conditioning holds what is added behind joint blocks. */
    static final String JOINT_RESIDUALS = "controlnet-block-samples";
    /** Likewise for single-stream blocks. */
    static final String SINGLE_RESIDUALS = "controlnet-single-block-samples";

    private static final Object ABSENT = null;

    private final FluxEmbedding embedding;
    private final Linear control;
    private final Optional<Embedding> modes;
    private final RotaryPositions positions;
    private final FluxBlocks blocks;
    private final List<Linear> jointOuts;
    private final List<Linear> singleOuts;

    private FluxControlNet(FluxSettings settings, Optional<Integer> modes, BuildContext context) {
        Weights weights = context.weights();
        int width = settings.width();
        this.embedding = FluxEmbedding.of(weights, settings);
        this.control = Linear.of(weights.at("controlnet_x_embedder"), settings.inChannels(), width);
        this.modes = modes.map(count -> Embedding.of(weights.at("controlnet_mode_embedder"), count, width));
        this.positions = new RotaryPositions(settings.axesDimsRope());
        this.blocks = FluxBlocks.of(weights, settings, context.attention());
        this.jointOuts = outs(weights.at("controlnet_blocks"), settings.layers(), width);
        this.singleOuts = outs(weights.at("controlnet_single_blocks"), settings.singleLayers(), width);
    }

    /**
     * Makes the ControlNet of a FluxControlNetModel's config.
     *
     * @throws io.diffusion4j.core.error.CheckpointException if the file asks for something that is not supported
     */
    public static FluxControlNet fromReference(ReferenceConfig config, BuildContext context) {
        config.expect("conditioning_embedding_channels", ABSENT);
        return new FluxControlNet(FluxConfig.settings(config), config.integer("num_mode"), context);
    }

    private static List<Linear> outs(Weights weights, int count, int width) {
        return IntStream.range(0, count)
                .mapToObj(i -> Linear.of(weights.at(i), width, width))
                .toList();
    }

    /**
     * What the transformer shall add, as conditioning for it.
     *
     * @param sample [batch, channels, height, width]
     * @param timestep [batch], as for the transformer
     * @param conditioning as for the transformer, and {@link #MODE} if this is a union
     * @param control the other image in latents, of the sample's shape
     * @param strength 1 for what the model was trained with
     * @return the conditioning with the residuals in it; they belong to the open scope
     */
    public Conditioning steer(
            Tensor sample, Tensor timestep, Conditioning conditioning, Tensor control, double strength) {
        TokenGrid tokens = Packing.grid(sample);
        long texts = conditioning.require(Conditioning.CONTEXT).size(1);
        Tensor ids = new FluxPlaces().of(tokens, texts).to(sample.device(), ScalarType.Float);
        Residuals residuals = residuals(
                tokens.planarPatches(sample), timestep, conditioning, ids, tokens.planarPatches(control), strength);
        return residuals.single().in(residuals.joint().in(conditioning, JOINT_RESIDUALS), SINGLE_RESIDUALS);
    }

    /** What is added behind the two kinds of blocks. */
    record Residuals(BlockResiduals joint, BlockResiduals single) {}

    /**
     * @param image [batch, image tokens, channels of a token]
     * @param ids of text and image [batch or 1, tokens, 3]
     * @param control of the image's shape
     * @return tensors of the open scope
     */
    Residuals residuals(
            Tensor image, Tensor timestep, Conditioning conditioning, Tensor ids, Tensor control, double strength) {
        try (Scope scope = Scope.open()) {
            FluxStep step = blocks.at(embedding.condition(timestep, conditioning, image.scalar_type()));
            RotaryTable places =
                    positions.of(modes.isEmpty() ? ids : cat(new TensorVector(ids.narrow(1, 0, 1), ids), 1));
            Scalar scale = new Scalar(strength);
            List<Tensor> joint = new ArrayList<>();
            JointTokens x = read(image, conditioning, control).through(jointOuts.size(), (i, tokens) -> {
                JointTokens y = step.joint().use(i, block -> block.apply(tokens, Optional.of(places)));
                joint.add(scope.keep(jointOuts.get(i).apply(y.image()).mul_(scale)));
                return y;
            });
            List<Tensor> single = new ArrayList<>();
            new BlockStack<>(step.single()).apply(cat(new TensorVector(x.text(), x.image()), 1), (i, block, tokens) -> {
                Tensor y = block.apply(tokens, places, Optional.empty());
                Tensor seen = y.narrow(1, x.text().size(1), image.size(1));
                single.add(scope.keep(singleOuts.get(i).apply(seen).mul_(scale)));
                return y;
            });
            return new Residuals(new BlockResiduals(joint), new BlockResiduals(single));
        }
    }

    /** The mode is a token before the text. */
    private JointTokens read(Tensor image, Conditioning conditioning, Tensor control) {
        JointTokens tokens = embedding.tokens(image, conditioning);
        Tensor text = modes.map(embedding ->
                        cat(new TensorVector(embedding.apply(conditioning.require(MODE)), tokens.text()), 1))
                .orElse(tokens.text());
        return new JointTokens(text, tokens.image().add(this.control.apply(control)));
    }
}

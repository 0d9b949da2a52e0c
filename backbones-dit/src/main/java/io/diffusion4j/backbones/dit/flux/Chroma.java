package io.diffusion4j.backbones.dit.flux;

import io.diffusion4j.backbones.dit.blocks.BlockResiduals;
import io.diffusion4j.backbones.dit.blocks.JointMask;
import io.diffusion4j.backbones.dit.blocks.JointTokens;
import io.diffusion4j.backbones.dit.blocks.OutputLayer;
import io.diffusion4j.backbones.dit.blocks.RotaryTable;
import io.diffusion4j.backbones.dit.blocks.TokenTransformer;
import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.backbone.StepContext;
import io.diffusion4j.core.nn.Linear;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The network of Chroma: FLUX.1 with a {@link ModulationNetwork} instead of layers for modulation in every block. */
final class Chroma implements TokenTransformer {
    /** Shift and scale of the last layer. */
    private static final long OF_OUTPUT = 2;

    private final Linear imageIn;
    private final Linear textIn;
    private final ChromaBlocks blocks;
    private final ModulationNetwork modulations;
    private final OutputLayer out;

    private Chroma(ChromaSettings settings, Weights weights, AttentionKernel kernel) {
        int width = settings.width();
        this.imageIn = Linear.of(weights.at("x_embedder"), settings.inChannels(), width);
        this.textIn = Linear.of(weights.at("context_embedder"), settings.jointAttentionDim(), width);
        this.blocks = ChromaBlocks.of(weights, settings, kernel);
        this.modulations = ModulationNetwork.of(
                weights.at("distilled_guidance_layer"), settings, blocks.modulations() + OF_OUTPUT);
        this.out = OutputLayer.of(Linear.of(weights.at("proj_out"), width, settings.outChannels()), width);
    }

    static Chroma of(ChromaSettings settings, Weights weights, AttentionKernel kernel) {
        return new Chroma(settings, weights, kernel);
    }

    @Override
    public Tensor apply(Tensor image, StepContext context, RotaryTable positions) {
        Conditioning conditioning = context.conditioning();
        BlockResiduals behindJoint = BlockResiduals.of(conditioning, FluxControlNet.JOINT_RESIDUALS);
        BlockResiduals behindSingle = BlockResiduals.of(conditioning, FluxControlNet.SINGLE_RESIDUALS);
        try (Scope scope = Scope.open()) {
            Tensor parameters = modulations.apply(context.timestep(), image.scalar_type());
            long last = blocks.modulations();
            Tensor tokens = blocks.at(parameters)
                    .apply(
                            new JointTokens(text(context, image.scalar_type()), imageIn.apply(image)),
                            positions,
                            JointMask.bias(conditioning, image),
                            behindJoint,
                            behindSingle);
            return scope.keep(out.apply(tokens, parameters.narrow(1, last, 1), parameters.narrow(1, last + 1, 1)));
        }
    }

    private Tensor text(StepContext context, ScalarType dtype) {
        return context.memory()
                .at("text")
                .get(() -> textIn.apply(
                        context.conditioning().require(Conditioning.CONTEXT).toType(dtype)));
    }
}

package io.diffusion4j.backbones.dit.flux;

import io.diffusion4j.backbones.dit.blocks.BlockResiduals;
import io.diffusion4j.backbones.dit.blocks.ModulatedOutput;
import io.diffusion4j.backbones.dit.blocks.RotaryTable;
import io.diffusion4j.backbones.dit.blocks.TokenTransformer;
import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.backbone.StepContext;
import io.diffusion4j.core.backbone.StepRows;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** The network of FLUX.1. Black Forest Labs 2024. */
final class FluxTransformer implements TokenTransformer {
    private final FluxEmbedding embedding;
    private final FluxBlocks blocks;
    private final ModulatedOutput out;

    private FluxTransformer(FluxSettings settings, Weights weights, AttentionKernel kernel) {
        this.embedding = FluxEmbedding.of(weights, settings);
        this.blocks = FluxBlocks.of(weights, settings, kernel);
        this.out = ModulatedOutput.of(weights, settings.width(), settings.outChannels());
    }

    static FluxTransformer of(FluxSettings settings, Weights weights, AttentionKernel kernel) {
        return new FluxTransformer(settings, weights, kernel);
    }

    @Override
    public Tensor apply(Tensor image, StepContext context, RotaryTable positions) {
        Conditioning conditioning = context.conditioning();
        BlockResiduals behindJoint = BlockResiduals.of(conditioning, FluxControlNet.JOINT_RESIDUALS);
        BlockResiduals behindSingle = BlockResiduals.of(conditioning, FluxControlNet.SINGLE_RESIDUALS);
        try (Scope scope = Scope.open()) {
            StepRows condition = embedding.condition(context, image.scalar_type());
            FluxStep step = blocks.at(condition);
            ModulatedOutput.AtStep last = out.at(condition);
            Tensor tokens = step.apply(
                    embedding.tokens(image, context), positions, Optional.empty(), behindJoint, behindSingle);
            return scope.keep(last.apply(tokens));
        }
    }
}

package io.diffusion4j.backbones.dit.flux;

import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.pad;

import io.diffusion4j.backbones.dit.blocks.BlockResiduals;
import io.diffusion4j.backbones.dit.blocks.BlockStack;
import io.diffusion4j.backbones.dit.blocks.JointTokens;
import io.diffusion4j.backbones.dit.blocks.ModulatedOutput;
import io.diffusion4j.backbones.dit.blocks.RotaryTable;
import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/** The network of FLUX.1: tokens in, tokens out. Black Forest Labs 2024. */
final class FluxTransformer {
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

    /**
     * @param image [batch, tokens, channels of a token]
     * @param positions of text and image
     * @return [batch, tokens, channels of a token]; belongs to the open scope
     */
    Tensor apply(Tensor image, Tensor timestep, Conditioning conditioning, RotaryTable positions) {
        BlockResiduals joint = BlockResiduals.of(conditioning, FluxControlNet.JOINT_RESIDUALS);
        BlockResiduals single = BlockResiduals.of(conditioning, FluxControlNet.SINGLE_RESIDUALS);
        try (Scope scope = Scope.open()) {
            Tensor condition = embedding.condition(timestep, conditioning, image.scalar_type());
            Run run = new Run(blocks, condition, positions);
            JointTokens tokens = run.joint(embedding.tokens(image, conditioning), joint);
            return scope.keep(out.at(condition).apply(run.single(tokens, single)));
        }
    }

    /** The blocks under one conditioning. */
    private record Run(FluxBlocks blocks, Tensor condition, RotaryTable positions) {
        JointTokens joint(JointTokens tokens, BlockResiduals residuals) {
            int count = blocks.joint().size();
            return tokens.through(blocks.joint(), (i, block, x) -> {
                JointTokens y = block.at(condition).apply(x, Optional.of(positions));
                return residuals.inRuns(i, count).map(y::plus).orElse(y);
            });
        }

        /** @return [batch, image tokens, width]; belongs to the open scope */
        Tensor single(JointTokens tokens, BlockResiduals residuals) {
            int count = blocks.single().size();
            long texts = tokens.text().size(1);
            return new BlockStack<>(blocks.single())
                    .apply(cat(new TensorVector(tokens.text(), tokens.image()), 1), (i, block, x) -> {
                        Tensor y = block.at(condition).apply(x, positions);
                        return residuals
                                .inRuns(i, count)
                                .map(r -> y.add(behind(texts, r)))
                                .orElse(y);
                    })
                    .narrow(1, texts, tokens.image().size(1));
        }

        /** Zeros for the text, then the residual. */
        private static Tensor behind(long texts, Tensor residual) {
            return pad(residual, 0, 0, texts, 0);
        }
    }
}

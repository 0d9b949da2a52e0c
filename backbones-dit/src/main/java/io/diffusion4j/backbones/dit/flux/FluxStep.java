package io.diffusion4j.backbones.dit.flux;

import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.pad;

import io.diffusion4j.backbones.dit.blocks.BlockResiduals;
import io.diffusion4j.backbones.dit.blocks.BlockStack;
import io.diffusion4j.backbones.dit.blocks.JointBlock;
import io.diffusion4j.backbones.dit.blocks.JointTokens;
import io.diffusion4j.backbones.dit.blocks.RotaryTable;
import io.diffusion4j.core.weights.Blocks;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/** The blocks under one conditioning: first text and image in streams of their own, then in one. */
record FluxStep(Blocks<JointBlock.AtStep> joint, Blocks<SingleStreamLayers.AtStep> single) {

    /**
     * @param bias added to the scores of every attention
     * @param behindJoint what is added to the image behind joint blocks
     * @param behindSingle likewise behind blocks of one stream
     * @return [batch, image tokens, width]; belongs to the open scope
     */
    Tensor apply(
            JointTokens tokens,
            RotaryTable positions,
            Optional<Tensor> bias,
            BlockResiduals behindJoint,
            BlockResiduals behindSingle) {
        JointTokens both = tokens.through(joint.size(), (i, x) -> {
            JointTokens y = joint.use(i, block -> block.apply(x, Optional.of(positions), bias));
            return behindJoint.inRuns(i, joint.size()).map(y::plus).orElse(y);
        });
        long texts = both.text().size(1);
        return new BlockStack<>(single)
                .apply(cat(new TensorVector(both.text(), both.image()), 1), (i, block, x) -> {
                    Tensor y = block.apply(x, positions, bias);
                    Optional<Tensor> residual = behindSingle.inRuns(i, single.size());
                    return residual.map(r -> y.add(behind(texts, r.toType(y.scalar_type()))))
                            .orElse(y);
                })
                .narrow(1, texts, both.image().size(1));
    }

    /** Zeros for the text, then the residual. */
    private static Tensor behind(long texts, Tensor residual) {
        return pad(residual, 0, 0, texts, 0);
    }
}

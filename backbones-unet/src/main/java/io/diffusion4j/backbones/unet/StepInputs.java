package io.diffusion4j.backbones.unet;

import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.backbone.Remembered;
import io.diffusion4j.core.backbone.StepContext;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * What every block of the network looks at besides its input.
 *
 * @param time the activated timestep embedding [batch, width]
 * @param context token embeddings [batch, tokens, width]
 * @param contextBias added to the scores of the context's tokens [batch, 1, 1, tokens]
 * @param memory for what blocks make of the context
 */
record StepInputs(Tensor time, Optional<Tensor> context, Optional<Tensor> contextBias, Remembered memory) {
    private static final double HIDDEN = -10_000;

    /** Tensors that are made here belong to the open scope. */
    static StepInputs of(Tensor time, StepContext step, ScalarType dtype) {
        Conditioning conditioning = step.conditioning();
        return new StepInputs(
                time,
                conditioning.find(Conditioning.CONTEXT).map(context -> context.toType(dtype)),
                conditioning.find(Conditioning.CONTEXT_MASK).map(mask -> bias(mask.toType(dtype))),
                step.memory());
    }

    private static Tensor bias(Tensor mask) {
        return mask.sub(new Scalar(1)).mul_(new Scalar(-HIDDEN)).unsqueeze(1).unsqueeze(1);
    }
}

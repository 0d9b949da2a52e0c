package io.diffusion4j.guidance;

import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.guidance.Denoiser;
import io.diffusion4j.core.sampling.Step;
import io.diffusion4j.core.tensor.Scope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** What the backbone says under one conditioning, with every row at the step's timestep. */
record ConditionedDenoiser(Backbone backbone, Conditioning conditioning) implements Denoiser {
    @Override
    public Tensor predict(Tensor sample, Step step) {
        try (Scope scope = Scope.open()) {
            long[] batch = {sample.size(0)};
            Tensor timestep = torch.torch_full(batch, new Scalar(step.timestep()), new TensorOptions(ScalarType.Float));
            return scope.keep(backbone.forward(sample, timestep.to(sample.device(), ScalarType.Float), conditioning));
        }
    }
}

package io.diffusion4j.core.guidance;

import io.diffusion4j.core.sampling.Step;
import org.bytedeco.pytorch.Tensor;

/** A backbone with its conditioning and guidance fixed for one run. */
public interface Denoiser {
    /**
     * @param sample the scaled model input [batch, channels, height, width]
     * @return the prediction that the trajectory advances with; belongs to the open scope
     */
    Tensor predict(Tensor sample, Step step);
}

package io.diffusion4j.guidance;

import io.diffusion4j.core.guidance.Denoiser;
import io.diffusion4j.core.sampling.Step;
import org.bytedeco.pytorch.Tensor;

/** Two evaluations. */
record SequentialRows(Denoiser negative, Denoiser positive) implements PairedDenoiser {
    @Override
    public Predictions predict(Tensor sample, Step step) {
        return new Predictions(negative.predict(sample, step), positive.predict(sample, step));
    }
}

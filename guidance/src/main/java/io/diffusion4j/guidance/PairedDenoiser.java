package io.diffusion4j.guidance;

import io.diffusion4j.core.sampling.Step;
import org.bytedeco.pytorch.Tensor;

/** Predicts under both conditionings. */
interface PairedDenoiser {
    Predictions predict(Tensor sample, Step step);

    /** Both belong to the open scope. */
    record Predictions(Tensor negative, Tensor positive) {}
}

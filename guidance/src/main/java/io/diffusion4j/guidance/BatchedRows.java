package io.diffusion4j.guidance;

import io.diffusion4j.core.guidance.Denoiser;
import io.diffusion4j.core.sampling.Step;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** One evaluation: the negative rows come first, as in the reference implementation. */
record BatchedRows(Denoiser both) implements PairedDenoiser {
    @Override
    public Predictions predict(Tensor sample, Step step) {
        long batch = sample.size(0);
        Tensor prediction = both.predict(torch.cat(new TensorVector(sample, sample), 0), step);
        return new Predictions(prediction.narrow(0, 0, batch), prediction.narrow(0, batch, batch));
    }
}

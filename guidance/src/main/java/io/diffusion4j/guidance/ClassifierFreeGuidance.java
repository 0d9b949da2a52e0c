package io.diffusion4j.guidance;

import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.guidance.Denoiser;
import io.diffusion4j.core.guidance.Guidance;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.guidance.PairedDenoiser.Predictions;
import java.util.Optional;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** {@code negative + scale (positive - negative)}: Ho and Salimans 2022, equation 6 with scale = 1 + w. */
record ClassifierFreeGuidance(double scale, double rescale, Rows rows) implements Guidance {
    /** At scale 1 the formula is the positive prediction, which rescaling leaves as it is. */
    @Override
    public boolean needsNegative() {
        return scale != 1;
    }

    @Override
    public Denoiser guide(Backbone backbone, Conditioning positive, Optional<Conditioning> negative) {
        if (!needsNegative()) {
            return new ConditionedDenoiser(backbone, positive);
        }
        PairedDenoiser pair = pair(backbone, positive, negative);
        return (sample, step) -> {
            try (Scope scope = Scope.open()) {
                return scope.keep(combine(pair.predict(sample, step)));
            }
        };
    }

    /** Both predictions, the positive one in place of the negative one where that is not needed. */
    PairedDenoiser pair(Backbone backbone, Conditioning positive, Optional<Conditioning> negative) {
        if (!needsNegative()) {
            Denoiser alone = new ConditionedDenoiser(backbone, positive);
            return (sample, step) -> {
                Tensor prediction = alone.predict(sample, step);
                return new Predictions(prediction, prediction);
            };
        }
        return rows.pair(backbone, required(negative), positive);
    }

    /** The guided prediction; belongs to the open scope. */
    Tensor combine(Predictions predictions) {
        Tensor positive = predictions.positive();
        Tensor negative = predictions.negative();
        Tensor guided = positive.sub(negative).mul_(new Scalar(scale)).add_(negative);
        return rescale == 0 ? guided : rescaled(guided, positive);
    }

    /** Lin et al. 2023, equations 15 and 16. */
    private Tensor rescaled(Tensor guided, Tensor positive) {
        Tensor restored = guided.mul(deviation(positive).div(deviation(guided)));
        return restored.mul_(new Scalar(rescale)).add_(guided.mul(new Scalar(1 - rescale)));
    }

    /** One number per image. */
    private static Tensor deviation(Tensor prediction) {
        return prediction.std(LongStream.range(1, prediction.dim()).toArray(), true, true);
    }

    private static Conditioning required(Optional<Conditioning> negative) {
        return negative.orElseThrow(() -> new IllegalArgumentException(
                "classifier-free guidance at a scale other than 1 needs a negative conditioning"));
    }
}

package io.diffusion4j.schedulers.prediction;

import io.diffusion4j.core.sampling.Parametrization;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * {@code (first · x + second · y) / divisor} for tensors x and y of one shape. Each operation rounds, in the order that
 * is written there, as in the reference: long runs with little signal magnify what another order rounds differently.
 */
public record LinearCombination(double first, double second, double divisor) {
    public LinearCombination(double first, double second) {
        this(first, second, 1);
    }

    /** @return belongs to the open scope; x or y itself if that is the combination */
    public Tensor of(Tensor x, Tensor y) {
        Tensor sum = first == 0 ? scaled(y, second) : second == 0 ? scaled(x, first) : sum(x, y);
        return divisor == 1 ? sum : sum.div(Scalars.of(divisor));
    }

    /** The combination that takes x / {@code scale} where this one takes x. */
    public LinearCombination forFirstOver(double scale) {
        double factor = first * scale;
        return factor == divisor
                ? new LinearCombination(1, second / divisor)
                : new LinearCombination(factor, second, divisor);
    }

    /**
     * As what tells the clean sample from a sample (x) and a prediction (y); empty if the prediction does not tell it,
     * as for a sample without noise or, of some predictions, without signal.
     *
     * @param alpha amplitude of the signal in samples
     * @param sigma amplitude of the noise in samples
     */
    public Optional<Parametrization> parametrization(double alpha, double sigma) {
        double ofPrediction = second / divisor;
        boolean tells = ofPrediction != 0 && Double.isFinite(ofPrediction);
        return tells ? Optional.of(new Parametrization(alpha, sigma, first / divisor, ofPrediction)) : Optional.empty();
    }

    /** A difference rounds as the sum with a negated term. */
    private Tensor sum(Tensor x, Tensor y) {
        if (second == -1) {
            return scaled(x, first).sub(y);
        }
        if (first == -1) {
            return scaled(y, second).sub(x);
        }
        return scaled(x, first).add(scaled(y, second));
    }

    private static Tensor scaled(Tensor x, double factor) {
        return factor == 1 ? x : x.mul(Scalars.of(factor));
    }
}

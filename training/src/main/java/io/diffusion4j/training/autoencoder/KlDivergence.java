package io.diffusion4j.training.autoencoder;

import io.diffusion4j.core.autoencoder.Posterior;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** The KL divergence of posteriors from a unit normal distribution. Kingma and Welling 2014, appendix B. */
final class KlDivergence {
    private KlDivergence() {}

    /** In nats, summed over an image's latents and averaged over the batch: one number; belongs to the open scope. */
    static Tensor of(Posterior posterior) {
        Tensor logVariance = posterior.logVariance();
        Tensor each = posterior
                .mean()
                .square()
                .add(logVariance.exp())
                .sub(logVariance)
                .sub(new Scalar(1.0));
        return each.sum().mul(new Scalar(0.5 / each.size(0)));
    }
}

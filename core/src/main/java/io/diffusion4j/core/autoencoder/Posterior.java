package io.diffusion4j.core.autoencoder;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * A diagonal normal distribution over latents.
 *
 * @param mean [batch, channels, height, width]; also the mode
 * @param logVariance the same shape, natural logarithm, within -30..20
 */
public record Posterior(Tensor mean, Tensor logVariance) {
    /** {@code mean + exp(logVariance / 2) * noise}. @param noise unit normal, the shape of the mean */
    public Tensor sample(Tensor noise) {
        return mean.add(standardDeviation().mul(noise));
    }

    public Tensor standardDeviation() {
        return logVariance.mul(new Scalar(0.5)).exp();
    }
}

package io.diffusion4j.core.sampling;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * What a sample and a model's prediction at one point of a trajectory say about the clean sample. Samples are
 * {@code alpha · clean + sigma · noise}; the clean sample is {@code sampleShare · sample + predictionShare · prediction}.
 *
 * @param alpha amplitude of the signal in samples there
 * @param sigma amplitude of the unit noise in samples there
 * @param sampleShare of the sample, as the trajectory holds it, in the clean sample
 * @param predictionShare of the model's prediction in the clean sample; never 0
 */
public record Parametrization(double alpha, double sigma, double sampleShare, double predictionShare) {
    /**
     * @param sample [batch, channels, height, width]
     * @param prediction the same shape
     * @return the clean sample, the same shape; belongs to the open scope
     */
    public Tensor original(Tensor sample, Tensor prediction) {
        return sample.mul(new Scalar(sampleShare)).add(prediction, new Scalar(predictionShare));
    }

    /** The prediction that says this clean sample. @return the same shape; belongs to the open scope */
    public Tensor prediction(Tensor sample, Tensor original) {
        return original.sub(sample, new Scalar(sampleShare)).div(new Scalar(predictionShare));
    }

    /** The noise in a sample with this clean sample. @return the same shape; belongs to the open scope */
    public Tensor noise(Tensor sample, Tensor original) {
        return sample.sub(original, new Scalar(alpha)).div(new Scalar(sigma));
    }

    /** The clean sample in a sample with this noise. @return the same shape; belongs to the open scope */
    public Tensor originalOfNoise(Tensor sample, Tensor noise) {
        return sample.sub(noise, new Scalar(sigma)).div(new Scalar(alpha));
    }
}

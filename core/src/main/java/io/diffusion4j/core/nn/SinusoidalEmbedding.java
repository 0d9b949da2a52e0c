package io.diffusion4j.core.nn;

import io.diffusion4j.core.tensor.Scope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Sines and cosines of a timestep at geometrically falling frequencies, always computed in float32. Vaswani et al. 2017,
 * section 3.5; Ho et al. 2020.
 *
 * @param width number of channels
 * @param cosineFirst cosines in the first half instead of the second
 * @param frequencyShift subtracted from half the width in the exponent's divisor: 1 for DDPM, 0 for most others
 * @param maxPeriod the largest period over 2π
 */
public record SinusoidalEmbedding(int width, boolean cosineFirst, double frequencyShift, double maxPeriod) {
    public SinusoidalEmbedding(int width, boolean cosineFirst, double frequencyShift) {
        this(width, cosineFirst, frequencyShift, 10_000);
    }

    /** @param timestep [batch] @return [batch, width], float32, on the timestep's device; belongs to the open scope */
    public Tensor apply(Tensor timestep) {
        try (Scope scope = Scope.open()) {
            int half = width / 2;
            Tensor exponent = torch.arange(new Scalar(half), new TensorOptions(ScalarType.Float))
                    .mul_(new Scalar(-Math.log(maxPeriod)))
                    .div_(new Scalar(half - frequencyShift));
            Tensor frequencies = exponent.exp().to(timestep.device(), ScalarType.Float);
            Tensor angles = timestep.toType(ScalarType.Float).unsqueeze(1).mul(frequencies.unsqueeze(0));
            Tensor sine = angles.sin();
            Tensor cosine = angles.cos();
            TensorVector halves = cosineFirst ? new TensorVector(cosine, sine) : new TensorVector(sine, cosine);
            Tensor embedding = torch.cat(halves, -1);
            if (width % 2 == 1) {
                embedding = torch.pad(embedding, new long[] {0, 1, 0, 0});
            }
            return scope.keep(embedding);
        }
    }
}

package io.diffusion4j.training.measure;

import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** How close pictures are to others, in decibels: the square of the range over the mean square error. */
public final class PeakSignalToNoise {
    private static final double RANGE = 2;

    private PeakSignalToNoise() {}

    /**
     * The mean over the pictures; infinite if one is the same in both.
     *
     * @param images [batch, 3, height, width] in -1..1
     * @param others the same shape
     */
    public static double mean(Tensor images, Tensor others) {
        return Arrays.stream(each(images, others)).average().orElse(Double.NaN);
    }

    /** One for each picture. */
    public static double[] each(Tensor images, Tensor others) {
        try (Scope scope = Scope.open()) {
            Tensor apart = images.toType(ScalarType.Double).sub(others);
            double[] errors = HostData.doubles(apart.square().flatten(1, -1).mean(1));
            return Arrays.stream(errors)
                    .map(error -> 10 * Math.log10(RANGE * RANGE / error))
                    .toArray();
        }
    }
}

package io.diffusion4j.core.autoencoder;

import io.diffusion4j.core.tensor.HostData;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Mean and standard deviation of each channel of an autoencoder's latents, over its training images. */
public record LatentStatistics(List<Double> mean, List<Double> standardDeviation) {
    public LatentStatistics {
        mean = List.copyOf(mean);
        standardDeviation = List.copyOf(standardDeviation);
        if (mean.size() != standardDeviation.size() || standardDeviation.contains(0.0)) {
            throw new IllegalArgumentException(
                    "each latent channel needs a mean and a standard deviation other than 0, got " + mean + " and "
                            + standardDeviation);
        }
    }

    /** @return [1, channels, 1, 1] with device and dtype of {@code like}; belongs to the open scope */
    Tensor meanLike(Tensor like) {
        return perChannel(mean, like);
    }

    /** @return [1, channels, 1, 1] with device and dtype of {@code like}; belongs to the open scope */
    Tensor standardDeviationLike(Tensor like) {
        return perChannel(standardDeviation, like);
    }

    private static Tensor perChannel(List<Double> values, Tensor like) {
        double[] array = values.stream().mapToDouble(Double::doubleValue).toArray();
        return HostData.tensor(array, 1, array.length, 1, 1).to(like);
    }
}

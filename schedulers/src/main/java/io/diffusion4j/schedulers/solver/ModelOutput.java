package io.diffusion4j.schedulers.solver;

import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * A model's prediction, taken apart.
 *
 * @param mean the prediction proper, of the sample's shape
 * @param variance what models with twice the channels say about the variance
 */
public record ModelOutput(Tensor mean, Optional<Tensor> variance) {
    static ModelOutput of(Tensor prediction, long channels) {
        if (prediction.size(1) != 2 * channels) {
            return new ModelOutput(prediction, Optional.empty());
        }
        return new ModelOutput(
                prediction.narrow(1, 0, channels), Optional.of(prediction.narrow(1, channels, channels)));
    }
}

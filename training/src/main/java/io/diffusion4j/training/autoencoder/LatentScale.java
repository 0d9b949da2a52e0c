package io.diffusion4j.training.autoencoder;

import io.diffusion4j.core.autoencoder.Autoencoder;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.training.data.PictureBatch;
import java.util.List;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Measures what latents are multiplied with so that they have a standard deviation of one. Rombach et al. 2022, appendix G. */
final class LatentScale {
    private LatentScale() {}

    /** @param pictures each a batch */
    static double of(Autoencoder autoencoder, List<PictureBatch> pictures, Device device) {
        double sum = 0;
        double squares = 0;
        long count = 0;
        for (PictureBatch picture : pictures) {
            try (Scope scope = Scope.open()) {
                Tensor latents =
                        autoencoder.encode(picture.tensor(device)).mean().to(ScalarType.Double);
                sum += latents.sum().item_double();
                squares += latents.square().sum().item_double();
                count += latents.numel();
            }
        }
        double mean = sum / count;
        return 1 / Math.sqrt(squares / count - mean * mean);
    }
}

package io.diffusion4j.training.autoencoder;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** How much two pictures differ pixel by pixel, on average. */
public enum PixelError {
    /** The absolute difference. */
    L1 {
        @Override
        Tensor between(Tensor image, Tensor reconstruction) {
            return torch.l1_loss(reconstruction, image);
        }
    },
    /** Quadratic below a tenth, linear above, with the slope of the absolute difference. Huber 1964. */
    HUBER {
        @Override
        Tensor between(Tensor image, Tensor reconstruction) {
            return torch.smooth_l1_loss(reconstruction, image, torch.Reduction.Mean.value, 0.1);
        }
    };

    /** @return one number */
    abstract Tensor between(Tensor image, Tensor reconstruction);
}

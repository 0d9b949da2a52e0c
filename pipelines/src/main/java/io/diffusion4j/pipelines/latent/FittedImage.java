package io.diffusion4j.pipelines.latent;

import io.diffusion4j.core.tensor.Scope;
import org.bytedeco.pytorch.InterpolateFuncOptions;
import org.bytedeco.pytorch.LongVector;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.kBilinear;

/** Images of one size in another: scaled until they cover it, and cut evenly on both sides. */
final class FittedImage {
    private FittedImage() {}

    /** @param image [batch, 3, height, width] @return the same at that size; belongs to the open scope */
    static Tensor of(Tensor image, ImageSize size) {
        int height = (int) image.size(2);
        int width = (int) image.size(3);
        if (height == size.height() && width == size.width()) {
            return image;
        }
        double scale = Math.max((double) size.height() / height, (double) size.width() / width);
        // Rounding must not leave a side short by a pixel.
        int scaledHeight = Math.max(size.height(), (int) (height * scale));
        int scaledWidth = Math.max(size.width(), (int) (width * scale));
        try (Scope scope = Scope.open()) {
            Tensor scaled = scaled(image, scaledHeight, scaledWidth);
            return scope.keep(scaled.narrow(2, (scaledHeight - size.height()) / 2, size.height())
                    .narrow(3, (scaledWidth - size.width()) / 2, size.width())
                    .contiguous());
        }
    }

    /** Without the moire of sampling single pixels where the image shrinks. */
    private static Tensor scaled(Tensor image, long height, long width) {
        InterpolateFuncOptions options = new InterpolateFuncOptions();
        options.size().put(new LongVector(height, width));
        options.mode().put(new kBilinear());
        options.align_corners().put(false);
        options.antialias().put(true);
        return torch.interpolate(image, options);
    }
}

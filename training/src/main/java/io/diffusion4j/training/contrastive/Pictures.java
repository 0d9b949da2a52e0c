package io.diffusion4j.training.contrastive;

import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.training.data.DataSet;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The pictures of a batch. */
final class Pictures {
    private Pictures() {}

    /** [batch, 3, size, size] in -1..1, float32 on the CPU. */
    static Tensor of(DataSet data, long[] numbers, int size) {
        try (Scope scope = Scope.open()) {
            byte[] samples = new byte[numbers.length * size * size * 3];
            int at = 0;
            for (long number : numbers) {
                for (int pixel : fitted(data.image(number), size).getRGB(0, 0, size, size, null, 0, size)) {
                    samples[at++] = (byte) (pixel >> 16);
                    samples[at++] = (byte) (pixel >> 8);
                    samples[at++] = (byte) pixel;
                }
            }
            Tensor pixels = HostData.tensor(samples, numbers.length, size, size, 3)
                    .permute(0, 3, 1, 2)
                    .toType(ScalarType.Float);
            return scope.keep(pixels.div(new Scalar(127.5)).sub(new Scalar(1)));
        }
    }

    private static BufferedImage fitted(BufferedImage image, int size) {
        if (image.getWidth() == size && image.getHeight() == size) {
            return image;
        }
        BufferedImage fitted = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = fitted.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(image, 0, 0, size, size, null);
        graphics.dispose();
        return fitted;
    }
}

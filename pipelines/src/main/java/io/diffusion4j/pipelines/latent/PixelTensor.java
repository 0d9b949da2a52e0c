package io.diffusion4j.pipelines.latent;

import io.diffusion4j.core.tensor.HostData;
import java.awt.image.BufferedImage;
import org.bytedeco.pytorch.Tensor;

/** Decoded images as models take them. Transparency is ignored. */
public final class PixelTensor {
    private static final float LARGEST = 255;

    private PixelTensor() {}

    /** [1, 3, height, width] in 0..1, float32, on the CPU; belongs to the open scope. */
    public static Tensor of(BufferedImage pixels) {
        int width = pixels.getWidth();
        int height = pixels.getHeight();
        int[] argb = pixels.getRGB(0, 0, width, height, null, 0, width);
        int plane = argb.length;
        float[] values = new float[3 * plane];
        for (int i = 0; i < plane; i++) {
            values[i] = (argb[i] >> 16 & 0xff) / LARGEST;
            values[plane + i] = (argb[i] >> 8 & 0xff) / LARGEST;
            values[2 * plane + i] = (argb[i] & 0xff) / LARGEST;
        }
        return HostData.tensor(values, 1, 3, height, width);
    }
}

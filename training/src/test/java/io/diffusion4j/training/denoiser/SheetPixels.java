package io.diffusion4j.training.denoiser;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** What a PNG file shows. */
public final class SheetPixels {
    private SheetPixels() {}

    /** Red, green and blue of each pixel, row by row. */
    public static byte[] of(Path file) throws IOException {
        BufferedImage image = ImageIO.read(file.toFile());
        byte[] rgb = new byte[image.getWidth() * image.getHeight() * 3];
        for (int i = 0; i < rgb.length / 3; i++) {
            int pixel = image.getRGB(i % image.getWidth(), i / image.getWidth());
            for (int c = 0; c < 3; c++) {
                rgb[3 * i + c] = (byte) (pixel >> (16 - 8 * c));
            }
        }
        return rgb;
    }
}

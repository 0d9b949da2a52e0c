package io.diffusion4j.app.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;

/** A PNG file as another program sees it. */
record Pixels(int width, int height, List<Integer> rgb) {
    static Pixels of(Path file) {
        try {
            BufferedImage image = ImageIO.read(file.toFile());
            int[] rgb = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
            return new Pixels(
                    image.getWidth(),
                    image.getHeight(),
                    Arrays.stream(rgb).boxed().toList());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}

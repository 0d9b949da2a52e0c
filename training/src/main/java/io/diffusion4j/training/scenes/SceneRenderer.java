package io.diffusion4j.training.scenes;

import io.diffusion4j.training.scenes.paint.Painting;
import java.awt.image.BufferedImage;

/**
 * Draws scenes. Equal scenes give equal pixels, on any thread; other sizes show the same picture. Needs no display and no
 * fonts.
 */
public final class SceneRenderer {
    private static final int SMALLEST = 32;
    private static final int LARGEST = 1024;

    /**
     * Draws a scene.
     *
     * @param size width and height in pixels, in [32, 1024]
     * @return an image of TYPE_INT_RGB that the caller owns
     */
    public BufferedImage render(Scene scene, int size) {
        if (size < SMALLEST || size > LARGEST) {
            throw new IllegalArgumentException(
                    "size must be in [%d, %d] pixels, got %d".formatted(SMALLEST, LARGEST, size));
        }
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
        image.getRaster().setDataElements(0, 0, size, size, Painting.of(scene, size));
        return image;
    }
}

package io.diffusion4j.training.measure;

import java.awt.image.BufferedImage;
import java.util.Map;

/**
 * A real picture of which everything is known.
 *
 * @param named what the caption says, a part of the truth
 * @param truth what the picture shows
 */
public record Specimen(BufferedImage picture, String caption, Map<String, String> named, Map<String, String> truth) {
    public Specimen {
        named = Map.copyOf(named);
        truth = Map.copyOf(truth);
    }
}

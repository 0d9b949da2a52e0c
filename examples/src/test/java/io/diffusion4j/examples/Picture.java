package io.diffusion4j.examples;

import io.diffusion4j.pipelines.output.PngFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/** What can be seen of an image file: its size in pixels, and the scheduler that its text names. */
record Picture(int width, int height, String scheduler) {
    private static final Pattern SAMPLER = Pattern.compile("Sampler: ([^,]+)");

    static Picture read(Path file) throws IOException {
        BufferedImage image = ImageIO.read(file.toFile());
        Matcher sampler = SAMPLER.matcher(PngFile.texts(file).get("parameters"));
        return new Picture(image.getWidth(), image.getHeight(), sampler.find() ? sampler.group(1) : "");
    }
}

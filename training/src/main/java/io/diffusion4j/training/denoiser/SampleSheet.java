package io.diffusion4j.training.denoiser;

import io.diffusion4j.core.error.OutputException;
import io.diffusion4j.core.files.AtomicFile;
import io.diffusion4j.core.files.IoReason;
import io.diffusion4j.core.pipeline.GeneratedImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** Pictures of one size side by side, in about as many rows as columns. */
record SampleSheet(List<GeneratedImage> images) {
    /** @param file a PNG file */
    void write(Path file) {
        try {
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            ImageIO.write(drawn(), "png", png);
            ByteBuffer bytes = ByteBuffer.wrap(png.toByteArray());
            AtomicFile.write(file, channel -> {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            });
        } catch (IOException e) {
            throw new OutputException("cannot write %s: %s".formatted(file, IoReason.of(e)), e);
        }
    }

    private BufferedImage drawn() {
        int columns = (int) Math.ceil(Math.sqrt(images.size()));
        int rows = (images.size() + columns - 1) / columns;
        int width = images.get(0).width();
        int height = images.get(0).height();
        BufferedImage sheet = new BufferedImage(columns * width, rows * height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < images.size(); i++) {
            sheet.setRGB(i % columns * width, i / columns * height, width, height, rgb(images.get(i)), 0, width);
        }
        return sheet;
    }

    private static int[] rgb(GeneratedImage image) {
        byte[] samples = image.rgb();
        int[] pixels = new int[samples.length / 3];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (samples[3 * i] & 0xff) << 16 | (samples[3 * i + 1] & 0xff) << 8 | samples[3 * i + 2] & 0xff;
        }
        return pixels;
    }
}

package io.diffusion4j.pipelines.latent;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.files.IoReason;
import io.diffusion4j.core.tensor.HostData;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.imageio.ImageIO;
import org.bytedeco.pytorch.Tensor;

/**
 * The image that a run begins with, as its file has it. Transparency is ignored.
 *
 * @param digest of the file, SHA-256
 */
record InitialImage(BufferedImage pixels, String digest) {
    private static final float LARGEST = 255;

    /** @throws ConfigurationException if there is no such image */
    static InitialImage read(Path file) {
        try {
            byte[] content = Files.readAllBytes(file);
            BufferedImage pixels = ImageIO.read(new ByteArrayInputStream(content));
            if (pixels == null) {
                throw new ConfigurationException(
                        "request.image: %s is not an image that can be read here; give a PNG, JPEG, GIF or BMP file"
                                .formatted(file));
            }
            return new InitialImage(pixels, sha256(content));
        } catch (IOException e) {
            throw new ConfigurationException("request.image: cannot read %s: %s".formatted(file, IoReason.of(e)));
        }
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    ImageSize size() {
        return new ImageSize(pixels.getWidth(), pixels.getHeight());
    }

    /** [1, 3, height, width] in 0..1, float32, on the CPU; belongs to the open scope. */
    Tensor tensor() {
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

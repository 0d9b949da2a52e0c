package io.diffusion4j.app.schedule;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.files.IoReason;
import io.diffusion4j.schedulers.noise.NoiseLevel;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.Consumer;
import javax.imageio.ImageIO;

/** A small square image that noise is added to. */
public final class SampleImage {
    private static final int SIDE = 96;

    private final BufferedImage clean;

    private SampleImage(BufferedImage clean) {
        this.clean = clean;
    }

    /** The middle of a picture, made small. @throws ConfigurationException if the file holds none */
    public static SampleImage read(Path file) {
        if (!Files.isReadable(file)) {
            throw new ConfigurationException(file + ": no such file, or it cannot be read");
        }
        try {
            BufferedImage picture = ImageIO.read(file.toFile());
            if (picture == null) {
                throw new ConfigurationException(file + ": not a picture that can be read; take a PNG or JPEG file");
            }
            int side = Math.min(picture.getWidth(), picture.getHeight());
            int left = (picture.getWidth() - side) / 2;
            int top = (picture.getHeight() - side) / 2;
            BufferedImage square = picture.getSubimage(left, top, side, side);
            // by halves, so that every pixel counts
            while (square.getWidth() >= 2 * SIDE) {
                square = scaled(square, square.getWidth() / 2);
            }
            return new SampleImage(scaled(square, SIDE));
        } catch (IOException e) {
            throw new ConfigurationException(file + ": cannot be read: " + IoReason.of(e));
        }
    }

    /** A sun over a mountain and a lake: large shapes, edges and fine lines, which are lost one after the other. */
    public static SampleImage landscape() {
        return new SampleImage(drawn(SIDE, graphics -> {
            graphics.setPaint(new GradientPaint(0, 0, new Color(0x2b5d9b), 0, 60, new Color(0xf6c98b)));
            graphics.fillRect(0, 0, SIDE, 62);
            graphics.setColor(new Color(0xfff3c4));
            graphics.fillOval(60, 12, 20, 20);
            graphics.setColor(new Color(0x4a4f63));
            graphics.fill(new Polygon(new int[] {4, 34, 66}, new int[] {62, 16, 62}, 3));
            graphics.setColor(Color.WHITE);
            graphics.fill(new Polygon(new int[] {26, 34, 42}, new int[] {28, 16, 28}, 3));
            graphics.setColor(new Color(0x2e6f57));
            graphics.fill(new Polygon(new int[] {44, 70, 98}, new int[] {62, 40, 62}, 3));
            graphics.setPaint(new GradientPaint(0, 62, new Color(0x7fb2c9), 0, SIDE, new Color(0x1d3f5f)));
            graphics.fillRect(0, 62, SIDE, SIDE - 62);
            graphics.setColor(new Color(0xd9ecf2));
            for (int y = 66; y < SIDE; y += 5) {
                graphics.drawLine(y % 7 * 5, y, 50 + y % 11 * 4, y);
            }
        }));
    }

    private static BufferedImage scaled(BufferedImage picture, int side) {
        return drawn(side, graphics -> graphics.drawImage(picture, 0, 0, side, side, Color.WHITE, null));
    }

    private static BufferedImage drawn(int side, Consumer<Graphics2D> content) {
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        content.accept(graphics);
        graphics.dispose();
        return image;
    }

    /** {@code √ᾱ · clean + √(1 − ᾱ) · noise} over pixels from -1 to 1, cut where it leaves that range. */
    BufferedImage noisy(NoiseLevel level, long seed) {
        double signal = Math.sqrt(level.alphaBar());
        double amplitude = Math.sqrt(level.noisePower());
        Random noise = new Random(seed);
        BufferedImage result = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int color = 0;
                for (int shift = 16; shift >= 0; shift -= 8) {
                    double value = (clean.getRGB(x, y) >> shift & 0xff) / 127.5 - 1;
                    double mixed = signal * value + amplitude * noise.nextGaussian();
                    color |= (int) Math.max(0, Math.min(255, Math.rint((mixed + 1) * 127.5))) << shift;
                }
                result.setRGB(x, y, color);
            }
        }
        return result;
    }
}

package io.diffusion4j.training.data;

import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/**
 * A picture as bytes: all red ones row by row, then green, then blue.
 *
 * @param values [3, height, width]; not copied, and nobody writes to them
 */
public record Pixels(byte[] values, Extent extent) {
    private static final int CHANNELS = 3;

    /** The picture over white where it is transparent. */
    public static Pixels of(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        int[] colours = onWhite(image).getRGB(0, 0, width, height, null, 0, width);
        byte[] values = new byte[CHANNELS * colours.length];
        for (int i = 0; i < colours.length; i++) {
            values[i] = (byte) (colours[i] >> 16);
            values[colours.length + i] = (byte) (colours[i] >> 8);
            values[2 * colours.length + i] = (byte) colours[i];
        }
        return new Pixels(values, new Extent(width, height));
    }

    /** The picture as an image of TYPE_INT_RGB. */
    public BufferedImage image() {
        int area = extent.width() * extent.height();
        int[] colours = new int[area];
        for (int i = 0; i < area; i++) {
            colours[i] = (values[i] & 0xff) << 16 | (values[area + i] & 0xff) << 8 | values[2 * area + i] & 0xff;
        }
        BufferedImage image = new BufferedImage(extent.width(), extent.height(), BufferedImage.TYPE_INT_RGB);
        image.getRaster().setDataElements(0, 0, extent.width(), extent.height(), colours);
        return image;
    }

    /** A part of the picture. @param left, top what lies before it, in pixels */
    public Pixels part(int left, int top, Extent size) {
        if (size.equals(extent)) {
            return this;
        }
        byte[] part = new byte[CHANNELS * size.width() * size.height()];
        for (int line = 0; line < CHANNELS * size.height(); line++) {
            int row = line / size.height() * extent.height() + top + line % size.height();
            System.arraycopy(values, row * extent.width() + left, part, line * size.width(), size.width());
        }
        return new Pixels(part, size);
    }

    private static BufferedImage onWhite(BufferedImage image) {
        if (!image.getColorModel().hasAlpha()) {
            return image;
        }
        BufferedImage opaque = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = opaque.createGraphics();
        try {
            graphics.setComposite(AlphaComposite.SrcOver);
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
            graphics.drawImage(image, 0, 0, null);
        } finally {
            graphics.dispose();
        }
        return opaque;
    }
}

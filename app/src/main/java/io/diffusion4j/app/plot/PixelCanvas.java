package io.diffusion4j.app.plot;

import io.diffusion4j.core.error.DeviceException;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

/** Draws into pixels, finer than the canvas's own so that text stays sharp on dense screens. */
final class PixelCanvas implements Canvas {
    private static final int PIXELS_PER_UNIT = 2;

    private final BufferedImage pixels;
    private final Graphics2D graphics;

    PixelCanvas(int width, int height) {
        pixels = new BufferedImage(width * PIXELS_PER_UNIT, height * PIXELS_PER_UNIT, BufferedImage.TYPE_INT_RGB);
        graphics = pixels.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.scale(PIXELS_PER_UNIT, PIXELS_PER_UNIT);
        requireFonts();
    }

    /** Java without a font configuration fails in the middle of drawing, in ways that say nothing. */
    private void requireFonts() {
        try {
            new Font(Font.SANS_SERIF, Font.PLAIN, 1).getStringBounds("x", graphics.getFontRenderContext());
        } catch (RuntimeException | LinkageError | InternalError e) {
            throw new DeviceException("Java finds no fonts to draw text with; install fontconfig and a font", e);
        }
    }

    BufferedImage finished() {
        graphics.dispose();
        return pixels;
    }

    @Override
    public void line(List<Place> places, Pen pen) {
        if (places.isEmpty()) {
            return;
        }
        Path2D path = new Path2D.Double();
        path.moveTo(places.get(0).x(), places.get(0).y());
        places.stream().skip(1).forEach(place -> path.lineTo(place.x(), place.y()));
        graphics.setColor(pen.color());
        graphics.setStroke(
                new BasicStroke((float) pen.width(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dash(pen), 0));
        graphics.draw(path);
    }

    private static float[] dash(Pen pen) {
        float[] lengths = new float[pen.dash().size()];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = pen.dash().get(i).floatValue();
        }
        return lengths.length == 0 ? null : lengths;
    }

    @Override
    public void fill(Box box, Color color) {
        graphics.setColor(color);
        graphics.fill(new Rectangle2D.Double(box.x(), box.y(), box.width(), box.height()));
    }

    @Override
    public void text(String text, Place baseline, Type type, Color color) {
        Font font = new Font(Font.SANS_SERIF, type.bold() ? Font.BOLD : Font.PLAIN, 1).deriveFont((float) type.size());
        AffineTransform before = graphics.getTransform();
        graphics.setFont(font);
        graphics.setColor(color);
        graphics.translate(baseline.x(), baseline.y());
        if (type.sideways()) {
            graphics.rotate(-Math.PI / 2);
        }
        double width =
                font.getStringBounds(text, graphics.getFontRenderContext()).getWidth();
        graphics.drawString(text, (float) (-width * type.anchor().ordinal() / 2), 0);
        graphics.setTransform(before);
    }

    @Override
    public void image(BufferedImage picture, Box box) {
        AffineTransform place = AffineTransform.getTranslateInstance(box.x(), box.y());
        place.scale(box.width() / picture.getWidth(), box.height() / picture.getHeight());
        graphics.drawImage(picture, place, null);
    }
}

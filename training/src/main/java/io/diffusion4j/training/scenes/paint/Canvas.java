package io.diffusion4j.training.scenes.paint;

import java.awt.BasicStroke;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/** A square to paint on, {@value #SIDE} units wide whatever its pixels; y grows downwards. */
final class Canvas {
    static final double SIDE = 128;

    private final int side;
    private final int[] pixels;
    private final Graphics2D graphics;

    /** A transparent canvas of side by side pixels. */
    Canvas(int side) {
        this.side = side;
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_ARGB_PRE);
        pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.scale(perUnit(), perUnit());
    }

    /** An empty canvas of the same size. */
    Canvas blank() {
        return new Canvas(side);
    }

    /** Premultiplied pixels, row by row; writing to them paints. */
    int[] pixels() {
        return pixels;
    }

    int side() {
        return side;
    }

    double perUnit() {
        return side / SIDE;
    }

    void fill(Shape shape, Rgb color) {
        fill(shape, color, 1);
    }

    void fill(Shape shape, Rgb color, double alpha) {
        fill(shape, color.color(alpha));
    }

    void fill(Shape shape, Paint paint) {
        graphics.setPaint(paint);
        graphics.fill(shape);
    }

    void stroke(Shape shape, double width, Rgb color, double alpha) {
        graphics.setStroke(new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.setPaint(color.color(alpha));
        graphics.draw(shape);
    }

    /** Runs painting in coordinates whose origin is (x, y) and whose unit is scale units of this canvas. */
    void within(double x, double y, double scale, Runnable painting) {
        AffineTransform before = graphics.getTransform();
        graphics.translate(x, y);
        graphics.scale(scale, scale);
        painting.run();
        graphics.setTransform(before);
    }

    /** A paint that changes from one colour to another between two heights. */
    static Paint downwards(double top, Rgb first, double bottom, Rgb second) {
        return new GradientPaint(0, (float) top, first.color(), 0, (float) bottom, second.color());
    }

    static Paint downwards(double top, Rgb first, double alpha, double bottom, Rgb second, double secondAlpha) {
        return new GradientPaint(0, (float) top, first.color(alpha), 0, (float) bottom, second.color(secondAlpha));
    }

    /** A paint that changes from one colour to another between two columns. */
    static Paint across(double left, Rgb first, double right, Rgb second) {
        return new GradientPaint((float) left, 0, first.color(), (float) right, 0, second.color());
    }

    static Paint across(double left, Rgb first, double alpha, double right, Rgb second, double secondAlpha) {
        return new GradientPaint((float) left, 0, first.color(alpha), (float) right, 0, second.color(secondAlpha));
    }
}

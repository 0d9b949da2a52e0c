package io.diffusion4j.training.scenes.paint;

import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.function.DoubleUnaryOperator;

/** Plain outlines. */
final class Shapes {
    private static final double STEP = 2;

    private Shapes() {}

    static Shape oval(double x, double y, double width, double height) {
        return new Ellipse2D.Double(x - width, y - height, 2 * width, 2 * height);
    }

    static Shape box(double x, double y, double width, double height) {
        return new Rectangle2D.Double(x, y, width, height);
    }

    /** A polygon of x, y, x, y, ... */
    static Path2D polygon(double... corners) {
        Path2D path = line(corners);
        path.closePath();
        return path;
    }

    /** An open line through x, y, x, y, ... */
    static Path2D line(double... points) {
        Path2D path = new Path2D.Double();
        path.moveTo(points[0], points[1]);
        for (int i = 2; i < points.length; i += 2) {
            path.lineTo(points[i], points[i + 1]);
        }
        return path;
    }

    /** One outline around all of them. */
    static Path2D union(Iterable<? extends Shape> shapes) {
        Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO);
        shapes.forEach(shape -> path.append(shape, false));
        return path;
    }

    /** Everything below a profile, over the whole width of the canvas. */
    static Shape below(DoubleUnaryOperator profile) {
        Path2D path = new Path2D.Double();
        path.moveTo(-STEP, Canvas.SIDE + STEP);
        for (double x = -STEP; x <= Canvas.SIDE + STEP; x += STEP) {
            path.lineTo(x, profile.applyAsDouble(x));
        }
        path.lineTo(Canvas.SIDE + STEP, Canvas.SIDE + STEP);
        path.closePath();
        return path;
    }
}

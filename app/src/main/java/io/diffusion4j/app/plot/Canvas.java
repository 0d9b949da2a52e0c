package io.diffusion4j.app.plot;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;

/** What a figure is drawn on. Lengths are in pixels from the upper left corner. */
public interface Canvas {
    /** A place on the canvas. */
    record Place(double x, double y) {}

    /** A rectangle, by its upper left corner and its size. */
    record Box(double x, double y, double width, double height) {}

    /** How a line looks. @param dash lengths of strokes and gaps in turn; none for a solid line */
    record Pen(Color color, double width, List<Double> dash) {
        public static Pen solid(Color color, double width) {
            return new Pen(color, width, List.of());
        }
    }

    /** Which part of a text lies at its place. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    /** How a text looks. @param sideways whether it reads from bottom to top */
    record Type(double size, Anchor anchor, boolean bold, boolean sideways) {
        public static Type of(double size, Anchor anchor) {
            return new Type(size, anchor, false, false);
        }
    }

    void line(List<Place> places, Pen pen);

    void fill(Box box, Color color);

    /** @param baseline where the anchor of the text's base line lies */
    void text(String text, Place baseline, Type type, Color color);

    /** The picture, stretched to the box. */
    void image(BufferedImage picture, Box box);
}

package io.diffusion4j.app.plot;

import io.diffusion4j.app.plot.Canvas.Anchor;
import io.diffusion4j.app.plot.Canvas.Box;
import io.diffusion4j.app.plot.Canvas.Place;
import io.diffusion4j.app.plot.Canvas.Type;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;

/**
 * Numbers that share a whole, as bars one below the other.
 *
 * @param parts what the numbers of each bar count
 * @param groups bars that belong together
 */
public record StackedBars(String title, List<Part> parts, List<Group> groups) implements Figure {
    private static final double BAR = 20;
    private static final double STRIDE = 28;
    private static final double HEADING = 34;
    private static final double LENGTH = 520;
    private static final double CHARACTER = 7;
    private static final double TOP = 70;

    /** What the numbers at one place count. */
    public record Part(String label, Color color) {}

    /** One whole. @param counts one for each part */
    public record Bar(String label, List<Integer> counts) {}

    /** Bars under a heading. */
    public record Group(String heading, List<Bar> bars) {}

    @Override
    public int width() {
        return (int) (left() + LENGTH + 24);
    }

    @Override
    public int height() {
        double groupsHeight = groups.stream()
                .mapToDouble(group -> HEADING + group.bars().size() * STRIDE)
                .sum();
        return (int) (TOP + groupsHeight + 14);
    }

    private double left() {
        int longest = groups.stream()
                .flatMap(group -> group.bars().stream())
                .mapToInt(bar -> bar.label().length())
                .max()
                .orElse(0);
        return 30 + longest * CHARACTER;
    }

    @Override
    public void drawOn(Canvas canvas) {
        canvas.text(title, new Place(16, 26), new Type(16, Anchor.START, true, false), Ink.TEXT);
        drawLegend(canvas);
        double top = TOP;
        for (Group group : groups) {
            canvas.text(group.heading(), new Place(16, top + 20), new Type(13, Anchor.START, true, false), Ink.TEXT);
            top += HEADING;
            for (Bar bar : group.bars()) {
                draw(canvas, bar, top);
                top += STRIDE;
            }
        }
    }

    private void drawLegend(Canvas canvas) {
        double at = 16;
        for (Part part : parts) {
            canvas.fill(new Box(at, 44, 14, 14), part.color());
            canvas.text(part.label(), new Place(at + 20, 56), Type.of(12, Anchor.START), Ink.TEXT);
            at += 44 + part.label().length() * CHARACTER;
        }
    }

    private void draw(Canvas canvas, Bar bar, double top) {
        canvas.text(bar.label(), new Place(left() - 10, top + 15), Type.of(12, Anchor.END), Ink.TEXT);
        double whole = bar.counts().stream().mapToInt(Integer::intValue).sum();
        double at = left();
        List<Runnable> numbers = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            int count = bar.counts().get(i);
            double length = LENGTH * count / whole;
            canvas.fill(new Box(at, top, length, BAR), parts.get(i).color());
            Place middle = new Place(at + length / 2, top + 15);
            if (length >= CHARACTER * (1 + Integer.toString(count).length())) {
                numbers.add(() -> canvas.text(
                        Integer.toString(count), middle, new Type(12, Anchor.MIDDLE, true, false), Color.WHITE));
            }
            at += length;
        }
        numbers.forEach(Runnable::run);
    }
}

package io.diffusion4j.app.plot;

import io.diffusion4j.app.plot.Canvas.Anchor;
import io.diffusion4j.app.plot.Canvas.Box;
import io.diffusion4j.app.plot.Canvas.Pen;
import io.diffusion4j.app.plot.Canvas.Place;
import io.diffusion4j.app.plot.Canvas.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Curves over a common axis, with a legend beside them.
 *
 * @param marks values of y that are pointed out by a line across
 */
public record LineChart(String title, Axis x, Axis y, List<Series> series, List<Mark> marks) implements Figure {
    private static final Box PLOT = new Box(70, 46, 620, 380);
    private static final double LEGEND = PLOT.x() + PLOT.width() + 18;
    private static final double LINE = 20;
    private static final double CHARACTER = 7;

    /** A value that is pointed out. */
    public record Mark(String label, double value) {}

    @Override
    public int width() {
        int longest =
                series.stream().mapToInt(one -> one.label().length()).max().orElse(0);
        return (int) (LEGEND + 40 + longest * CHARACTER);
    }

    @Override
    public int height() {
        return (int) Math.max(PLOT.y() + PLOT.height() + 54, PLOT.y() + series.size() * LINE + 20);
    }

    @Override
    public void drawOn(Canvas canvas) {
        canvas.text(title, new Place(PLOT.x(), 26), new Type(16, Anchor.START, true, false), Ink.TEXT);
        drawAxes(canvas);
        marks.forEach(mark -> draw(canvas, mark));
        List<Integer> order = IntStream.range(0, series.size())
                .boxed()
                .sorted(Comparator.comparing(Ink::layer))
                .toList();
        for (int i : order) {
            draw(canvas, series.get(i), Ink.penOfSeries(i));
            drawLegend(canvas, i);
        }
        frame(canvas);
    }

    private void drawAxes(Canvas canvas) {
        double bottom = PLOT.y() + PLOT.height();
        for (double tick : x.ticks()) {
            double at = left(tick);
            canvas.line(List.of(new Place(at, PLOT.y()), new Place(at, bottom + 5)), Pen.solid(Ink.GRID, 1));
            canvas.text(Axis.label(tick), new Place(at, bottom + 19), Type.of(12, Anchor.MIDDLE), Ink.TEXT);
        }
        for (double tick : y.ticks()) {
            double at = top(tick);
            canvas.line(
                    List.of(new Place(PLOT.x() - 5, at), new Place(PLOT.x() + PLOT.width(), at)),
                    Pen.solid(Ink.GRID, 1));
            canvas.text(Axis.label(tick), new Place(PLOT.x() - 9, at + 4), Type.of(12, Anchor.END), Ink.TEXT);
        }
        canvas.text(
                x.title(), new Place(PLOT.x() + PLOT.width() / 2, bottom + 42), Type.of(13, Anchor.MIDDLE), Ink.TEXT);
        canvas.text(
                y.title(),
                new Place(18, PLOT.y() + PLOT.height() / 2),
                new Type(13, Anchor.MIDDLE, false, true),
                Ink.TEXT);
    }

    private void draw(Canvas canvas, Mark mark) {
        double at = top(mark.value());
        canvas.line(
                List.of(new Place(PLOT.x(), at), new Place(PLOT.x() + PLOT.width(), at)),
                new Pen(Ink.FRAME, 1, List.of(4.0, 4.0)));
        canvas.text(mark.label(), new Place(PLOT.x() + PLOT.width() - 6, at - 5), Type.of(11, Anchor.END), Ink.FRAME);
    }

    private void draw(Canvas canvas, Series one, Pen pen) {
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < one.x().length; i++) {
            if (Double.isFinite(one.y()[i])) {
                places.add(new Place(left(one.x()[i]), top(one.y()[i])));
            }
        }
        canvas.line(places, pen);
        if (one.dots()) {
            places.forEach(place -> canvas.fill(new Box(place.x() - 2.5, place.y() - 2.5, 5, 5), pen.color()));
        }
    }

    private void drawLegend(Canvas canvas, int index) {
        double middle = PLOT.y() + 10 + index * LINE;
        canvas.line(List.of(new Place(LEGEND, middle), new Place(LEGEND + 26, middle)), Ink.penOfSeries(index));
        canvas.text(series.get(index).label(), new Place(LEGEND + 33, middle + 4), Type.of(12, Anchor.START), Ink.TEXT);
    }

    private static void frame(Canvas canvas) {
        double right = PLOT.x() + PLOT.width();
        double bottom = PLOT.y() + PLOT.height();
        canvas.line(
                List.of(
                        new Place(PLOT.x(), PLOT.y()),
                        new Place(right, PLOT.y()),
                        new Place(right, bottom),
                        new Place(PLOT.x(), bottom),
                        new Place(PLOT.x(), PLOT.y())),
                Pen.solid(Ink.FRAME, 1));
    }

    private double left(double value) {
        return PLOT.x() + PLOT.width() * x.share(value);
    }

    private double top(double value) {
        return PLOT.y() + PLOT.height() * (1 - y.share(value));
    }
}

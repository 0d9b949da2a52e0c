package io.diffusion4j.app.schedule;

import io.diffusion4j.app.plot.Canvas;
import io.diffusion4j.app.plot.Canvas.Anchor;
import io.diffusion4j.app.plot.Canvas.Box;
import io.diffusion4j.app.plot.Canvas.Place;
import io.diffusion4j.app.plot.Canvas.Type;
import io.diffusion4j.app.plot.Figure;
import io.diffusion4j.app.plot.Ink;
import io.diffusion4j.schedulers.noise.NoiseLevel;
import java.awt.Color;
import java.util.List;
import java.util.Locale;

/**
 * An image on its way to noise, a row for each schedule and a column for each timestep; bars below each say how much of
 * it is signal and how much is noise.
 *
 * @param seed of the noise, which is the same in all places
 */
record ForwardProcess(SampleImage image, List<NamedSchedule> schedules, List<Integer> timesteps, long seed)
        implements Figure {
    private static final Color SIGNAL = Ink.ofSeries(0);
    private static final Color NOISE = Ink.ofSeries(1);
    private static final double TOP = 92;
    private static final double SIDE = 120;
    private static final double COLUMN = SIDE + 14;
    private static final double ROW = SIDE + 54;
    private static final double NUMBER = 34;

    @Override
    public int width() {
        return (int) (left() + Math.max(timesteps.size(), 3) * COLUMN + 6);
    }

    @Override
    public int height() {
        return (int) (TOP + schedules.size() * ROW);
    }

    private double left() {
        int longest =
                schedules.stream().mapToInt(one -> one.name().length()).max().orElse(0);
        return 30 + longest * 7.5;
    }

    @Override
    public void drawOn(Canvas canvas) {
        canvas.text("The forward process", new Place(16, 26), new Type(16, Anchor.START, true, false), Ink.TEXT);
        legend(canvas, 16, SIGNAL, "signal √ᾱ");
        legend(canvas, 116, NOISE, "noise √(1 − ᾱ)");
        for (int column = 0; column < timesteps.size(); column++) {
            double middle = left() + column * COLUMN + SIDE / 2;
            canvas.text(
                    "t = " + timesteps.get(column), new Place(middle, TOP - 8), Type.of(12, Anchor.MIDDLE), Ink.TEXT);
        }
        for (int row = 0; row < schedules.size(); row++) {
            draw(canvas, schedules.get(row), TOP + row * ROW);
        }
    }

    private static void legend(Canvas canvas, double at, Color color, String label) {
        canvas.fill(new Box(at, 44, 14, 14), color);
        canvas.text(label, new Place(at + 20, 56), Type.of(12, Anchor.START), Ink.TEXT);
    }

    private void draw(Canvas canvas, NamedSchedule schedule, double top) {
        canvas.text(
                schedule.name(),
                new Place(left() - 12, top + SIDE / 2 + 4),
                new Type(12, Anchor.END, true, false),
                Ink.TEXT);
        for (int column = 0; column < timesteps.size(); column++) {
            NoiseLevel level = schedule.schedule().level(timesteps.get(column));
            double at = left() + column * COLUMN;
            canvas.image(image.noisy(level, seed), new Box(at, top, SIDE, SIDE));
            bar(canvas, new Place(at, top + SIDE + 6), Math.sqrt(level.alphaBar()), SIGNAL);
            bar(canvas, new Place(at, top + SIDE + 21), Math.sqrt(level.noisePower()), NOISE);
        }
    }

    private static void bar(Canvas canvas, Place at, double share, Color color) {
        double length = SIDE - NUMBER;
        canvas.fill(new Box(at.x(), at.y(), length, 11), Ink.GRID);
        canvas.fill(new Box(at.x(), at.y(), length * share, 11), color);
        canvas.text(
                String.format(Locale.ROOT, "%.3f", share),
                new Place(at.x() + SIDE, at.y() + 9.5),
                Type.of(11, Anchor.END),
                Ink.TEXT);
    }
}

package io.diffusion4j.training.scenes.paint;

import io.diffusion4j.training.scenes.Terrain;
import io.diffusion4j.training.scenes.Weather;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.util.SplittableRandom;

/** What an object is painted with: its colour, the light that falls on it, lamps. */
final class Pen {
    private static final Rgb LAMP = Rgb.of(0xffd970);
    private static final Rgb GLASS = Rgb.of(0x3d5068);

    private final Canvas canvas;
    private final Mood mood;
    private final Rgb pigment;
    private final Stand stand;

    Pen(Canvas canvas, Mood mood, Rgb pigment, Stand stand) {
        this.canvas = canvas;
        this.mood = mood;
        this.pigment = pigment;
        this.stand = stand;
    }

    /** The object's colour in white light. */
    Rgb pigment() {
        return pigment;
    }

    Mood mood() {
        return mood;
    }

    SplittableRandom random() {
        return mood.random(Mood.FORM + stand.object().kind().ordinal());
    }

    /** Whether the pigment is nearly white, so that white details would not show. */
    boolean pale() {
        return pigment.green() > 0.9;
    }

    boolean snowy() {
        return mood.scene().terrain() == Terrain.SNOW || mood.weather() == Weather.SNOWFALL;
    }

    /** 1 or -1, at random: objects may be turned round. */
    int turn() {
        return random().nextBoolean() ? 1 : -1;
    }

    void flat(Shape shape, Rgb local) {
        canvas.fill(shape, mood.thing(local));
    }

    /** Fills something that shines itself. */
    void bright(Shape shape, Rgb color) {
        canvas.fill(shape, color);
    }

    void flat(Shape shape, Rgb local, double alpha) {
        canvas.fill(shape, mood.thing(local), alpha);
    }

    /** Fills a body that is lit from the side. */
    void round(Shape shape, Rgb local) {
        Rectangle2D bounds = shape.getBounds2D();
        Rgb lit = mood.thing(local.lighter(0.12));
        Rgb dark = mood.thing(local.mix(shade(local), 0.85));
        boolean right = mood.side() > 0;
        canvas.fill(shape, Canvas.across(bounds.getMinX(), right ? dark : lit, bounds.getMaxX(), right ? lit : dark));
    }

    /** Fills a body that is lit from above. */
    void tall(Shape shape, Rgb local) {
        Rectangle2D bounds = shape.getBounds2D();
        canvas.fill(
                shape,
                Canvas.downwards(
                        bounds.getMinY(),
                        mood.thing(local.lighter(0.12)),
                        bounds.getMaxY(),
                        mood.thing(local.mix(shade(local), 0.6))));
    }

    /** A colour in its own shadow, which is blue rather than black. */
    static Rgb shade(Rgb local) {
        return local.under(Rgb.of(0xb3aecb));
    }

    void stroke(Shape shape, double width, Rgb local) {
        canvas.stroke(shape, width, mood.thing(local), 1);
    }

    /** A window: dark glass by day, else lit. */
    void window(Shape shape) {
        if (mood.lamps()) {
            canvas.fill(shape, LAMP);
        } else {
            canvas.fill(shape, mood.thing(GLASS));
        }
    }

    /** Fills a shape with light that fades from one column to the other. */
    void beam(Shape shape, double from, double to, double alpha) {
        canvas.fill(shape, Canvas.across(from, LAMP, alpha, to, LAMP, 0));
    }

    /** Light of the sky around the object. */
    void moonlight(double strength) {
        double y = stand.base() - stand.height() / 2;
        Washes washes = new Washes(canvas);
        washes.glow(stand.x(), y, 26 + stand.height() * 1.6, mood.palette().glow(), strength * 0.7);
        washes.glow(stand.x(), y, 5 + stand.height() * 0.8, mood.palette().disc(), strength * 0.6);
    }

    /** Lamplight around a point of the object, in its own coordinates. */
    void glow(double x, double y, double radius, double strength) {
        new Washes(canvas)
                .glow(
                        stand.x() + x * stand.height(),
                        stand.base() + y * stand.height(),
                        radius * stand.height(),
                        LAMP,
                        strength);
    }
}

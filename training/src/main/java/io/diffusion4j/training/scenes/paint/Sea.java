package io.diffusion4j.training.scenes.paint;

import io.diffusion4j.training.scenes.ObjectKind;
import io.diffusion4j.training.scenes.Place;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.util.SplittableRandom;

/** Water that mirrors the sky, with a shore or an island wherever something stands. */
final class Sea implements TerrainPainter {
    private static final double HORIZON = 76;
    private static final Rgb WATER = Rgb.of(0x2f7fa8);
    private static final Rgb ROCK = Rgb.of(0x8a7f78);
    private static final Rgb GRASS = Rgb.of(0x7fae5e);

    @Override
    public double horizon() {
        return HORIZON;
    }

    @Override
    public void paint(Canvas canvas, Mood mood) {
        SplittableRandom random = mood.random(Mood.LAND);
        coast(canvas, mood, random);
        Rgb far = mood.land(WATER, 0.75);
        Rgb near = mood.land(WATER.darker(0.15), 0.05);
        canvas.fill(Shapes.box(-1, HORIZON, 130, 60), Canvas.downwards(HORIZON, far, Canvas.SIDE, near));
        double phase = random.nextDouble(6);
        new Washes(canvas).reflect(canvas, HORIZON, 0.75, phase, below -> 0.85 - below * 0.009);
        glitter(canvas, mood, random);
    }

    /** Land on the horizon. */
    private static void coast(Canvas canvas, Mood mood, SplittableRandom random) {
        if (random.nextInt(3) == 0) {
            return;
        }
        double x = random.nextDouble(Canvas.SIDE);
        double half = 22 + random.nextDouble(26);
        double height = 4 + random.nextDouble(5);
        canvas.fill(Shapes.oval(x, HORIZON + 1, half, height), mood.land(Rgb.of(0x6f8f9c), 0.95));
        canvas.fill(
                Shapes.oval(x + half * 0.7, HORIZON + 1, half * 0.8, height * 0.6), mood.land(Rgb.of(0x6f8f9c), 0.8));
    }

    /** The way of light on the water, below sun or moon. */
    private static void glitter(Canvas canvas, Mood mood, SplittableRandom random) {
        boolean light = mood.sunlit() && (!mood.night() || mood.shows(ObjectKind.MOON));
        Rgb color = light ? mood.palette().disc() : mood.air().lighter(0.25);
        for (int i = 0; i < 11; i++) {
            double down = (i + random.nextDouble()) / 11;
            double y = HORIZON + 2.5 + 48 * down;
            double spread = light ? 2 + 10 * down : 60;
            double x = (light ? mood.lightX() : 64) + (random.nextDouble() - 0.5) * 2 * spread;
            double width = 3 + 7 * random.nextDouble() * (0.4 + down);
            canvas.fill(Shapes.oval(x, y, width, 0.35 + 0.35 * down), color, light ? 0.62 : 0.25);
        }
    }

    @Override
    public void set(Canvas canvas, Mood mood, Stand stand, ObjectPainter painter) {
        Canvas layer = canvas.blank();
        double water;
        if (stand.object().kind() == ObjectKind.BOAT) {
            water = stand.base();
            stand.paint(layer, mood, painter);
        } else {
            water = stand.base() + 4;
            shore(layer, mood, stand, water);
            stand.shadow(layer, mood);
            stand.paint(layer, mood, painter);
        }
        Washes washes = new Washes(canvas);
        washes.reflect(layer, water, 0.6, stand.x(), below -> 0.6 - below * 0.013);
        canvas.fill(
                Shapes.oval(stand.x(), water, stand.height() * 0.42, 0.7),
                mood.air().lighter(0.3),
                0.45);
        washes.lay(layer);
    }

    /** Rock with grass on it: from the edge of the picture, or an island in the middle. */
    private static void shore(Canvas layer, Mood mood, Stand stand, double water) {
        double half = stand.height() * 0.15 + 12;
        double left = stand.object().place() == Place.LEFT ? -6 : stand.x() - half;
        double right = stand.object().place() == Place.RIGHT ? 134 : stand.x() + half;
        double top = stand.base() - 2;
        Rgb rock = mood.land(ROCK, 0.1);
        layer.fill(mound(left, right, top, water), Canvas.downwards(top, rock.lighter(0.08), water, rock.darker(0.3)));
        Rgb grass = mood.land(GRASS, 0.08);
        layer.fill(
                mound(left + 2, right - 2, top - 0.6, stand.base() + 1.6),
                Canvas.downwards(top, grass.lighter(0.1), stand.base() + 2, grass));
    }

    private static Shape mound(double left, double right, double top, double foot) {
        double wide = right - left;
        Path2D mound = new Path2D.Double();
        mound.moveTo(left, foot);
        mound.curveTo(left + wide * 0.08, top, left + wide * 0.2, top, left + wide * 0.35, top);
        mound.lineTo(left + wide * 0.65, top);
        mound.curveTo(left + wide * 0.8, top, left + wide * 0.92, top, right, foot);
        mound.closePath();
        return mound;
    }
}

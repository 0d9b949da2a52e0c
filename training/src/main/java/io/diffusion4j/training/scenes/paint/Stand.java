package io.diffusion4j.training.scenes.paint;

import io.diffusion4j.training.scenes.SceneObject;
import io.diffusion4j.training.scenes.Size;
import java.util.SplittableRandom;

/**
 * Where an object stands or hovers.
 *
 * @param x its middle
 * @param base its lower end
 * @param height its own height, all in units
 */
record Stand(SceneObject object, double x, double base, double height) {
    private static final double BESIDE = 41.5;
    private static final double JITTER = 1;

    static Stand of(SceneObject object, ObjectPainter painter, Mood mood) {
        SplittableRandom random = mood.random(Mood.PLACING + object.kind().ordinal());
        double x = middle(object) + JITTER * (2 * random.nextDouble() - 1);
        boolean large = object.size() == Size.LARGE;
        double height = painter.height(object.size());
        double base = object.kind().inSky()
                ? 8 + height + random.nextDouble(large ? 3 : 16)
                : (large ? 109 : 101) + random.nextDouble(3);
        return new Stand(object, x, base, height);
    }

    /** The middle of the object's place. */
    static double middle(SceneObject object) {
        return Canvas.SIDE / 2 + BESIDE * (object.place().ordinal() - 1);
    }

    void paint(Canvas canvas, Mood mood, ObjectPainter painter) {
        Pen pen = new Pen(canvas, mood, object.colour().map(Pigments::of).orElse(Rgb.WHITE), this);
        painter.halo(pen);
        canvas.within(x, base, height, () -> painter.paint(pen));
        painter.shine(pen);
    }

    /** A soft shadow on the ground, away from the light. */
    void shadow(Canvas canvas, Mood mood) {
        double reach = height * (mood.sunlit() ? 0.27 : 0.22);
        double away = -mood.side() * height * (mood.sunlit() ? 0.06 : 0);
        Rgb dark = mood.land(Rgb.of(0x2a2c50), 0.1);
        new Washes(canvas).ellipse(x + away, base - 0.3, reach + 3, height * 0.06 + 1.2, dark, 0.75);
    }
}

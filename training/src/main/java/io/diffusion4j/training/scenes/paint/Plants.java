package io.diffusion4j.training.scenes.paint;

import java.awt.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/** Small plants of the landscape. */
final class Plants {
    private Plants() {}

    /** A row of firs along a profile, drawn as one silhouette. */
    static Shape firs(SplittableRandom random, DoubleUnaryOperator ground, int count, double height) {
        List<Shape> firs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double x = Canvas.SIDE * (i + 0.2 + random.nextDouble(0.8)) / count;
            firs.add(fir(x, ground.applyAsDouble(x) + 1, height * (0.75 + random.nextDouble(0.5))));
        }
        return Shapes.union(firs);
    }

    static Shape fir(double x, double y, double height) {
        double wide = height * 0.27;
        return Shapes.polygon(
                x,
                y - height,
                x + wide * 0.62,
                y - height * 0.55,
                x + wide * 0.36,
                y - height * 0.55,
                x + wide,
                y,
                x - wide,
                y,
                x - wide * 0.36,
                y - height * 0.55,
                x - wide * 0.62,
                y - height * 0.55);
    }

    /** Round bushes along a profile, drawn as one silhouette. */
    static Shape bushes(SplittableRandom random, DoubleUnaryOperator ground, int count, double radius) {
        List<Shape> bushes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double x = Canvas.SIDE * (i + random.nextDouble()) / count;
            double r = radius * (0.6 + random.nextDouble(0.8));
            bushes.add(Shapes.oval(x, ground.applyAsDouble(x) - r * 0.35, r * 1.25, r));
        }
        return Shapes.union(bushes);
    }
}

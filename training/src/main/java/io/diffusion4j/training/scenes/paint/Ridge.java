package io.diffusion4j.training.scenes.paint;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/** A smooth random profile of land: y over x, in units. */
record Ridge(double height, double swing, double waves, double phase) implements DoubleUnaryOperator {
    private static final double OVERTONE = 2.3;

    /** @param waves about how many hills there are over the width */
    static Ridge random(SplittableRandom random, double height, double swing, double waves) {
        return new Ridge(height, swing, waves, random.nextDouble(2 * Math.PI));
    }

    @Override
    public double applyAsDouble(double x) {
        double turn = x / Canvas.SIDE * 2 * Math.PI * waves + phase;
        return height + swing * (0.75 * StrictMath.sin(turn) + 0.25 * StrictMath.sin(turn * OVERTONE + 2 * phase));
    }
}

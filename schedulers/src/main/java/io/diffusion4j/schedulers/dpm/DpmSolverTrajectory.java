package io.diffusion4j.schedulers.dpm;

import io.diffusion4j.schedulers.solver.LambdaTrajectory;
import io.diffusion4j.schedulers.solver.Point;
import io.diffusion4j.schedulers.solver.Update;
import io.diffusion4j.schedulers.spacing.Levels;
import org.bytedeco.pytorch.Tensor;

/** History: that of {@link Multistep}. */
final class DpmSolverTrajectory extends LambdaTrajectory {
    private final DpmAlgorithm algorithm;
    private final Multistep multistep;

    DpmSolverTrajectory(DpmSolverSettings settings, Levels levels) {
        super(settings, levels);
        this.algorithm = settings.algorithm();
        this.multistep = new Multistep(settings, steps().size(), this::interval);
    }

    @Override
    protected Update update(Point point) {
        Tensor original = original(point);
        return multistep.update(point, original, algorithm.expandsOriginal() ? original : noise(point, original));
    }

    private Interval interval(int i) {
        return new Interval(alpha(i), sigma(i), alpha(i + 1), sigma(i + 1));
    }
}

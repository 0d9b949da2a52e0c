package io.diffusion4j.schedulers.heun;

import io.diffusion4j.schedulers.prediction.LinearCombination;
import io.diffusion4j.schedulers.prediction.Scalars;
import io.diffusion4j.schedulers.solver.Point;
import io.diffusion4j.schedulers.solver.SigmaTrajectory;
import io.diffusion4j.schedulers.solver.Update;
import io.diffusion4j.schedulers.spacing.Levels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * Euler to the next level at even indices, and the same step again with the mean of the slopes at its two ends at odd
 * ones; the last, to no noise, is not repeated. History: after an even index the sample and slope where the step began.
 */
final class HeunTrajectory extends SigmaTrajectory {
    private final HeunSettings settings;

    HeunTrajectory(HeunSettings settings, Levels levels) {
        super(timesteps(levels), sigmas(levels), settings.spacing(), settings.prediction());
        this.settings = settings;
    }

    private static double[] timesteps(Levels levels) {
        List<Double> repeated = withoutFirst(twice(levels.timesteps()));
        return repeated.stream().mapToDouble(t -> (float) (double) t).toArray();
    }

    private static List<Double> sigmas(Levels levels) {
        List<Double> repeated = withoutFirst(twice(levels.sigmas()));
        return repeated.subList(0, repeated.size() - 1);
    }

    private static List<Double> twice(List<Double> values) {
        List<Double> result = new ArrayList<>();
        values.forEach(value -> result.addAll(List.of(value, value)));
        return result;
    }

    private static List<Double> withoutFirst(List<Double> values) {
        return values.subList(1, values.size());
    }

    @Override
    protected Update update(Point point) {
        double sigma = sigmas().get(point.index());
        Tensor predicted = original(sigma).of(point.sample(), point.output().mean());
        Tensor original = settings.clamp().apply(predicted);
        Tensor slope = new LinearCombination(1, -1, sigma).of(point.sample(), original);
        if (point.index() % 2 == 0) {
            Tensor next = point.sample().add(slope, Scalars.of(sigmas().get(point.index() + 1) - sigma));
            return new Update(next, Optional.of(original), List.of(point.sample(), slope));
        }
        // a run may begin at the second evaluation of a step: there is nothing to repeat, and the level is right
        Tensor next = point.history().isEmpty() ? point.sample() : repeated(point, slope);
        return Update.of(next, original);
    }

    /** Along the mean of both slopes; halving the step in place of their sum rounds alike. */
    private Tensor repeated(Point point, Tensor slope) {
        Tensor slopes = point.history().get(1).add(slope);
        double step = sigmas().get(point.index()) - sigmas().get(point.index() - 1);
        return point.history().get(0).add(slopes, Scalars.of(step / 2));
    }
}

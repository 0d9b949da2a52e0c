package io.diffusion4j.schedulers.kdpm2;

import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.schedulers.prediction.LinearCombination;
import io.diffusion4j.schedulers.prediction.Scalars;
import io.diffusion4j.schedulers.solver.Point;
import io.diffusion4j.schedulers.solver.SigmaTrajectory;
import io.diffusion4j.schedulers.solver.Update;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * Euler to the middle of a step at even indices, and the whole step with the slope found there at odd ones; the last,
 * to no noise, is Euler's alone. History: after an even index the sample where the step began.
 */
final class Kdpm2Trajectory extends SigmaTrajectory {
    private final Descent descent;

    Kdpm2Trajectory(Kdpm2Settings settings, Descent descent, double[] timesteps, List<Double> sigmas) {
        super(timesteps, sigmas, settings.spacing(), settings.prediction());
        this.descent = descent;
    }

    @Override
    protected double inputSigma(SamplerState state) {
        return level(state.index(), state.history());
    }

    /** A run may begin at the second evaluation of a step; then it is at the level where that ends. */
    private double level(int index, List<Tensor> history) {
        boolean betweenLevels = index % 2 == 1 && !history.isEmpty();
        return betweenLevels ? descent.middle(sigmas().get(index - 1), sigmas().get(index)) : sigmas().get(index);
    }

    @Override
    protected Update update(Point point) {
        double level = level(point.index(), point.history());
        Tensor original = original(level).of(point.sample(), point.output().mean());
        Tensor slope = new LinearCombination(1, -1, level).of(point.sample(), original);
        if (point.index() % 2 == 0) {
            double middle = descent.middle(level, sigmas().get(point.index() + 1));
            Tensor next = point.sample().add(slope, Scalars.of(middle - level));
            return new Update(next, Optional.of(original), List.of(point.sample()));
        }
        Tensor next = point.history().isEmpty() ? point.sample() : whole(point, slope);
        return Update.of(next, original);
    }

    private Tensor whole(Point point, Tensor slope) {
        double from = sigmas().get(point.index() - 1);
        double to = sigmas().get(point.index());
        Tensor mean = point.history().get(0).add(slope, Scalars.of(descent.down(from, to) - from));
        double up = descent.up(from, to);
        return up > 0 ? mean.add(point.noise().get(), Scalars.of(up)) : mean;
    }
}

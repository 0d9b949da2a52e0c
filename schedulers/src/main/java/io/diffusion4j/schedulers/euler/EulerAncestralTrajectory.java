package io.diffusion4j.schedulers.euler;

import io.diffusion4j.schedulers.prediction.LinearCombination;
import io.diffusion4j.schedulers.prediction.Scalars;
import io.diffusion4j.schedulers.solver.Point;
import io.diffusion4j.schedulers.solver.SigmaTrajectory;
import io.diffusion4j.schedulers.solver.Update;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

final class EulerAncestralTrajectory extends SigmaTrajectory {
    EulerAncestralTrajectory(EulerAncestralSettings settings, List<Double> sigmas, double[] timesteps) {
        super(timesteps, sigmas, settings.spacing(), settings.prediction());
    }

    @Override
    protected Update update(Point point) {
        double from = sigmas().get(point.index());
        double to = sigmas().get(point.index() + 1);
        double ratio = to / from;
        double up = to * Math.sqrt(1 - ratio * ratio);
        double down = to * ratio;
        Tensor original = original(from).of(point.sample(), point.output().mean());
        double share = down / from;
        Tensor mean = new LinearCombination(share, 1 - share).of(point.sample(), original);
        return Update.of(mean.add(point.noise().get(), Scalars.of(up)), original);
    }
}

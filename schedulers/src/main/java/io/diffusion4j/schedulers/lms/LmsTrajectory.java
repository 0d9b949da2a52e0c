package io.diffusion4j.schedulers.lms;

import io.diffusion4j.schedulers.prediction.LinearCombination;
import io.diffusion4j.schedulers.prediction.Scalars;
import io.diffusion4j.schedulers.solver.History;
import io.diffusion4j.schedulers.solver.Point;
import io.diffusion4j.schedulers.solver.SigmaTrajectory;
import io.diffusion4j.schedulers.solver.Update;
import io.diffusion4j.schedulers.spacing.Levels;
import io.diffusion4j.schedulers.spacing.Timesteps;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** Integrates the polynomial through the latest slopes over the next step. History: earlier slopes, the latest first. */
final class LmsTrajectory extends SigmaTrajectory {
    private final LmsSettings settings;

    LmsTrajectory(LmsSettings settings, Levels levels) {
        super(
                Timesteps.single(levels.timesteps().stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray()),
                levels.sigmas(),
                settings.spacing(),
                settings.prediction());
        this.settings = settings;
    }

    @Override
    protected Update update(Point point) {
        double sigma = sigmas().get(point.index());
        Tensor original = original(sigma).of(point.sample(), point.output().mean());
        Tensor slope = new LinearCombination(1, -1, sigma).of(point.sample(), original);
        List<Tensor> slopes = History.head(settings.order(), History.of(slope, point.history()));
        Tensor next = point.sample().add(change(point.index(), slopes));
        return new Update(next, Optional.of(original), History.head(settings.order() - 1, slopes));
    }

    private Tensor change(int index, List<Tensor> slopes) {
        double[] places = new double[slopes.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = sigmas().get(index - i);
        }
        LagrangeBasis basis = new LagrangeBasis(places);
        double end = sigmas().get(index + 1);
        Tensor sum = slopes.get(0).mul(Scalars.of(basis.integral(0, places[0], end)));
        for (int i = 1; i < places.length; i++) {
            sum = sum.add(slopes.get(i), Scalars.of(basis.integral(i, places[0], end)));
        }
        return sum;
    }
}

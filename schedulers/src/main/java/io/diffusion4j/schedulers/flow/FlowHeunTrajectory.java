package io.diffusion4j.schedulers.flow;

import io.diffusion4j.schedulers.prediction.Scalars;
import io.diffusion4j.schedulers.solver.Point;
import io.diffusion4j.schedulers.solver.Update;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * An even step goes to the next level; the odd one after it evaluates the velocity there and goes again from where the
 * even one began, along the mean of both. The last step, to level 0, is a single one.
 */
final class FlowHeunTrajectory extends FlowTrajectory {
    FlowHeunTrajectory(List<Double> sigmas, double[] timesteps) {
        super(sigmas, timesteps);
    }

    @Override
    protected Update update(Point point) {
        double sigma = sigmas().get(point.index());
        Tensor velocity = point.output().mean();
        Tensor original = original(sigma, point.sample(), velocity);
        if (!point.history().isEmpty()) {
            Tensor begun = point.history().get(0);
            Tensor velocities = point.history().get(1).add(velocity);
            double width = sigma - sigmas().get(point.index() - 1);
            // halving the width in place of the sum rounds alike
            return Update.of(begun.add(velocities, Scalars.of(width / 2)), original);
        }
        // a run that begins at an odd step is at the next one's level already
        double width = sigmas().get(point.index() + 1) - sigma;
        Tensor next = point.sample().add(velocity, Scalars.of(width));
        boolean second = point.index() % 2 == 0 && point.index() < steps().size() - 1;
        return new Update(next, Optional.of(original), second ? List.of(point.sample(), velocity) : List.of());
    }
}

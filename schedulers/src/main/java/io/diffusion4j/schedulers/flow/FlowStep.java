package io.diffusion4j.schedulers.flow;

import io.diffusion4j.schedulers.prediction.Scalars;
import io.diffusion4j.schedulers.solver.Point;
import io.diffusion4j.schedulers.solver.Update;
import org.bytedeco.pytorch.Tensor;

/** How a step of one evaluation gets to the next noise level. */
public enum FlowStep {
    /** Along the velocity. */
    STRAIGHT {
        @Override
        Update update(Point point, double from, double to) {
            Tensor velocity = point.output().mean();
            Tensor sample = point.sample().add(velocity, Scalars.of(to - from));
            return Update.of(sample, FlowTrajectory.original(from, point.sample(), velocity));
        }
    },
    /** To the clean sample, and back up with fresh noise. */
    RENOISED {
        @Override
        Update update(Point point, double from, double to) {
            Tensor original =
                    FlowTrajectory.original(from, point.sample(), point.output().mean());
            return Update.of(FlowTrajectory.at(to, original, point.noise().get()), original);
        }
    };

    abstract Update update(Point point, double from, double to);
}

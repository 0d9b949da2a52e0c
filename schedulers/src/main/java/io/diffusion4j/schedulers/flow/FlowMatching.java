package io.diffusion4j.schedulers.flow;

import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.schedulers.solver.Point;
import io.diffusion4j.schedulers.solver.Update;

/** One evaluation per step along straight paths. */
record FlowMatching(FlowLevelSettings settings, FlowStep step) implements Scheduler {
    @Override
    public Trajectory plan(PlanRequest request) {
        return new SingleEvaluation(FlowLevels.of(settings, request), step);
    }

    @Override
    public boolean isStochastic() {
        return step == FlowStep.RENOISED;
    }

    @Override
    public int order() {
        return 1;
    }

    private static final class SingleEvaluation extends FlowTrajectory {
        private final FlowStep step;

        SingleEvaluation(FlowLevels levels, FlowStep step) {
            super(levels.sigmas(), levels.timesteps());
            this.step = step;
        }

        @Override
        protected Update update(Point point) {
            return step.update(point, sigmas().get(point.index()), sigmas().get(point.index() + 1));
        }
    }
}

package io.diffusion4j.schedulers.methods;

import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.Trajectory;
import java.util.function.UnaryOperator;

/**
 * A scheduler whose trajectories are changed.
 *
 * @param draws whether the change draws noise
 */
record DecoratedScheduler(Scheduler scheduler, boolean draws, UnaryOperator<Trajectory> change) implements Scheduler {
    @Override
    public Trajectory plan(PlanRequest request) {
        return change.apply(scheduler.plan(request));
    }

    @Override
    public boolean isStochastic() {
        return draws || scheduler.isStochastic();
    }

    @Override
    public int order() {
        return scheduler.order();
    }
}

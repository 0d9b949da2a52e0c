package io.diffusion4j.schedulers.methods;

import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.schedulers.plan.MemoizedScheduler;

/**
 * @param type the scheduler's name in YAML
 */
record Adaptive(Scheduler scheduler, String type, AdaptiveSettings settings) implements Scheduler {
    @Override
    public Trajectory plan(PlanRequest request) {
        Scheduler memoized = new MemoizedScheduler(scheduler);
        return new AdaptiveTrajectory(CustomSteps.of(memoized, request, type), settings);
    }

    @Override
    public boolean isStochastic() {
        return scheduler.isStochastic();
    }

    @Override
    public int order() {
        return scheduler.order();
    }
}

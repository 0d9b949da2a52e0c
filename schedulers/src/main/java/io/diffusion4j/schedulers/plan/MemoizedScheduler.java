package io.diffusion4j.schedulers.plan;

import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.Trajectory;

/**
 * A scheduler that remembers its last plans. Trajectories are immutable and hold no tensors of a run, so runs can share
 * them; nothing that depends on an image is remembered.
 */
public final class MemoizedScheduler implements Scheduler {
    private static final int MOST = 64;

    private final Scheduler scheduler;
    private final Memo<PlanRequest, Trajectory> plans = new Memo<>(MOST);

    public MemoizedScheduler(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public Trajectory plan(PlanRequest request) {
        return plans.get(request, scheduler::plan);
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

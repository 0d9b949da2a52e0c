package io.diffusion4j.schedulers.dpm;

import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.schedulers.solver.LevelPlan;
import io.diffusion4j.schedulers.solver.PlannedLevels;
import io.diffusion4j.schedulers.solver.Requests;
import io.diffusion4j.schedulers.spacing.SigmaSchedule;
import java.util.Set;

final class Singlestep implements Scheduler {
    private final SinglestepSettings settings;
    private final LevelPlan plan;

    Singlestep(SinglestepSettings settings) {
        this.settings = settings;
        this.plan = LevelPlan.of(settings, settings.lambdaMin(), Set.of(SigmaSchedule.KARRAS));
    }

    @Override
    public Trajectory plan(PlanRequest request) {
        Requests.refuseSigmas(request, "dpm-solver++-singlestep");
        PlannedLevels levels = plan.of(request);
        return new SinglestepTrajectory(
                settings, levels.closed(settings.finalSigma().of(plan.table())));
    }

    @Override
    public boolean isStochastic() {
        return settings.algorithm().isStochastic();
    }

    /** At most two: the third order of the paper needs its own places within a group, which even spacing does not meet. */
    @Override
    public int order() {
        return Math.min(2, settings.order());
    }
}

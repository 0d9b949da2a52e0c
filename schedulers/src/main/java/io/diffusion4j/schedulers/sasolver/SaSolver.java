package io.diffusion4j.schedulers.sasolver;

import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.schedulers.solver.LevelPlan;
import io.diffusion4j.schedulers.solver.PlannedLevels;
import io.diffusion4j.schedulers.solver.Requests;
import io.diffusion4j.schedulers.spacing.FinalSigma;
import io.diffusion4j.schedulers.spacing.SigmaSchedule;
import java.util.Set;

final class SaSolver implements Scheduler {
    private final SaSolverSettings settings;
    private final LevelPlan plan;

    SaSolver(SaSolverSettings settings) {
        this.settings = settings;
        this.plan = LevelPlan.of(settings, settings.lambdaMin(), Set.of(SigmaSchedule.KARRAS));
    }

    @Override
    public Trajectory plan(PlanRequest request) {
        Requests.refuseTimesteps(request, "sa-solver");
        PlannedLevels levels = plan.of(request).endingInNoise("sa-solver");
        return new SaSolverTrajectory(settings, levels.closed(FinalSigma.SIGMA_MIN, plan));
    }

    @Override
    public boolean isStochastic() {
        return settings.tau().value() > 0;
    }

    /** At most two: nothing corrects the last step of a run, which may be of first order. */
    @Override
    public int order() {
        return Math.min(2, settings.correctorOrder());
    }
}

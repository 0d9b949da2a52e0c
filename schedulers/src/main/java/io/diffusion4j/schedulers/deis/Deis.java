package io.diffusion4j.schedulers.deis;

import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.schedulers.solver.LevelPlan;
import io.diffusion4j.schedulers.solver.PlannedLevels;
import io.diffusion4j.schedulers.solver.Requests;
import io.diffusion4j.schedulers.spacing.FinalSigma;

final class Deis implements Scheduler {
    private final DeisSettings settings;
    private final LevelPlan plan;

    Deis(DeisSettings settings) {
        this.settings = settings;
        this.plan = LevelPlan.of(settings);
    }

    @Override
    public Trajectory plan(PlanRequest request) {
        Requests.refuseTimesteps(request, "deis");
        PlannedLevels levels = plan.of(request).endingInNoise("deis");
        return new DeisTrajectory(settings, levels.closed(FinalSigma.SIGMA_MIN, plan));
    }

    @Override
    public boolean isStochastic() {
        return false;
    }

    /** At most two: a run has to begin with a step of first order. */
    @Override
    public int order() {
        return Math.min(2, settings.order());
    }
}

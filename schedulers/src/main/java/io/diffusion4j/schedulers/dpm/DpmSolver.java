package io.diffusion4j.schedulers.dpm;

import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.schedulers.noise.BetaSchedule;
import io.diffusion4j.schedulers.solver.LevelPlan;
import io.diffusion4j.schedulers.solver.PlannedLevels;
import io.diffusion4j.schedulers.spacing.SigmaSchedule;
import java.util.Set;

final class DpmSolver implements Scheduler {
    private final DpmSolverSettings settings;
    private final LevelPlan plan;

    DpmSolver(DpmSolverSettings settings) {
        this.settings = settings;
        this.plan = LevelPlan.of(settings, settings.lambdaMin(), rounding(settings));
    }

    private static Set<SigmaSchedule> rounding(DpmSolverSettings settings) {
        return settings.noise().schedule() == BetaSchedule.COSINE
                ? Set.of()
                : Set.of(SigmaSchedule.KARRAS, SigmaSchedule.LU);
    }

    @Override
    public Trajectory plan(PlanRequest request) {
        PlannedLevels levels = settings.algorithm().expandsOriginal()
                ? plan.of(request)
                : plan.of(request).endingInNoise("dpm-solver++ with algorithm: dpm-solver or sde-dpm-solver");
        return new DpmSolverTrajectory(
                settings, levels.closed(settings.finalSigma().of(plan.table())));
    }

    @Override
    public boolean isStochastic() {
        return settings.algorithm().isStochastic();
    }

    /** At most two: the published third-order multistep, kept here, takes the curvature at half its Taylor weight. */
    @Override
    public int order() {
        return Math.min(2, settings.order());
    }
}

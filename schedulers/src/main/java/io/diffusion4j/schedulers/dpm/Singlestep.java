package io.diffusion4j.schedulers.dpm;

import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.schedulers.noise.NoiseSchedule;
import io.diffusion4j.schedulers.solver.LevelPlan;
import io.diffusion4j.schedulers.solver.Levels;
import io.diffusion4j.schedulers.solver.Requests;
import io.diffusion4j.schedulers.spacing.SigmaSchedule;
import io.diffusion4j.schedulers.spacing.SigmaTable;
import io.diffusion4j.schedulers.spacing.TimestepSpacing;
import java.util.Set;

final class Singlestep implements Scheduler {
    private final SinglestepSettings settings;
    private final LevelPlan plan;

    Singlestep(SinglestepSettings settings) {
        this.settings = settings;
        NoiseSchedule schedule = NoiseSchedule.of(settings.noise()).withFiniteSigmas();
        this.plan = new LevelPlan(
                new SigmaTable(schedule),
                schedule.trainTimesteps(),
                DpmSolver.visited(schedule, settings.lambdaMin()),
                TimestepSpacing.LINSPACE,
                0,
                settings.sigmas(),
                settings.flowShift(),
                Set.of(SigmaSchedule.KARRAS));
    }

    @Override
    public Trajectory plan(PlanRequest request) {
        Requests.refuseSigmas(request, "dpm-solver++-singlestep");
        Levels levels = plan.of(request);
        return new SinglestepTrajectory(
                settings, levels.closed(settings.finalSigma().of(plan.table())), levels.timesteps());
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

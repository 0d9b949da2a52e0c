package io.diffusion4j.schedulers.deis;

import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.schedulers.noise.NoiseSchedule;
import io.diffusion4j.schedulers.solver.LevelPlan;
import io.diffusion4j.schedulers.solver.Levels;
import io.diffusion4j.schedulers.solver.Requests;
import io.diffusion4j.schedulers.spacing.FinalSigma;
import io.diffusion4j.schedulers.spacing.SigmaSchedule;
import io.diffusion4j.schedulers.spacing.SigmaTable;
import java.util.Set;

final class Deis implements Scheduler {
    private final DeisSettings settings;
    private final LevelPlan plan;

    Deis(DeisSettings settings) {
        this.settings = settings;
        NoiseSchedule schedule = NoiseSchedule.of(settings.noise()).withFiniteSigmas();
        int train = schedule.trainTimesteps();
        this.plan = new LevelPlan(
                new SigmaTable(schedule),
                train,
                train,
                settings.spacing(),
                settings.stepsOffset(),
                settings.sigmas(),
                settings.flowShift(),
                Set.of(SigmaSchedule.KARRAS));
    }

    @Override
    public Trajectory plan(PlanRequest request) {
        Requests.refuseTimesteps(request, "deis");
        Levels levels = plan.of(request).endingInNoise("deis");
        return new DeisTrajectory(settings, levels.closed(FinalSigma.SIGMA_MIN, plan), levels.timesteps());
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

package io.diffusion4j.schedulers.ddim;

import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.schedulers.noise.NoiseSchedule;
import io.diffusion4j.schedulers.solver.Requests;
import io.diffusion4j.schedulers.spacing.TimestepSpacing;
import io.diffusion4j.schedulers.spacing.Timesteps;

final class Ddim implements Scheduler {
    private final DdimSettings settings;
    private final NoiseSchedule schedule;

    Ddim(DdimSettings settings) {
        this.settings = settings;
        this.schedule = NoiseSchedule.of(settings.noise());
    }

    @Override
    public Trajectory plan(PlanRequest request) {
        Requests.refuseTimesteps(request, "ddim");
        Requests.refuseSigmas(request, "ddim");
        int train = schedule.trainTimesteps();
        Requests.refuseMoreThan(train, request);
        TimestepSpacing spacing = settings.spacing();
        double[] timesteps = Timesteps.rounded(spacing.points(request.steps(), train, settings.stepsOffset()));
        return new DdimTrajectory(settings, schedule, Timesteps.indices(timesteps, train), train / request.steps());
    }

    @Override
    public boolean isStochastic() {
        return settings.eta() > 0;
    }

    @Override
    public int order() {
        return 1;
    }
}

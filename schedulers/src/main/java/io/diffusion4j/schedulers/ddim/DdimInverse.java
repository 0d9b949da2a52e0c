package io.diffusion4j.schedulers.ddim;

import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.schedulers.noise.NoiseSchedule;
import io.diffusion4j.schedulers.solver.Requests;
import io.diffusion4j.schedulers.spacing.Timesteps;

final class DdimInverse implements Scheduler {
    private final DdimInverseSettings settings;
    private final NoiseSchedule schedule;

    DdimInverse(DdimInverseSettings settings) {
        this.settings = settings;
        this.schedule = NoiseSchedule.of(settings.noise());
    }

    @Override
    public Trajectory plan(PlanRequest request) {
        Requests.refuseTimesteps(request, "ddim-inverse");
        Requests.refuseSigmas(request, "ddim-inverse");
        int train = schedule.trainTimesteps();
        Requests.refuseMoreThan(train, request);
        double[] falling = Timesteps.rounded(settings.spacing().points(request.steps(), train, settings.stepsOffset()));
        int[] timesteps = Timesteps.indices(Timesteps.reversed(falling), train);
        return new DdimInverseTrajectory(settings, schedule, timesteps, train / request.steps());
    }

    @Override
    public boolean isStochastic() {
        return false;
    }

    @Override
    public int order() {
        return 1;
    }
}

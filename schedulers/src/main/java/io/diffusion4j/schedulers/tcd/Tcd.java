package io.diffusion4j.schedulers.tcd;

import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.schedulers.noise.NoiseSchedule;
import io.diffusion4j.schedulers.solver.DistilledSteps;
import io.diffusion4j.schedulers.solver.Requests;

final class Tcd implements Scheduler {
    private final TcdSettings settings;
    private final NoiseSchedule schedule;

    Tcd(TcdSettings settings) {
        this.settings = settings;
        this.schedule = NoiseSchedule.of(settings.noise());
    }

    @Override
    public Trajectory plan(PlanRequest request) {
        Requests.refuseSigmas(request, "tcd");
        int[] timesteps = DistilledSteps.of(request, settings.originalSteps(), schedule.trainTimesteps());
        return new TcdTrajectory(settings, schedule, timesteps);
    }

    @Override
    public boolean isStochastic() {
        return settings.gamma() > 0;
    }

    @Override
    public int order() {
        return 1;
    }
}

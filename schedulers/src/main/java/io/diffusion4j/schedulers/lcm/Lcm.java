package io.diffusion4j.schedulers.lcm;

import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.schedulers.noise.NoiseSchedule;
import io.diffusion4j.schedulers.solver.DistilledSteps;
import io.diffusion4j.schedulers.solver.Requests;

final class Lcm implements Scheduler {
    private final LcmSettings settings;
    private final NoiseSchedule schedule;

    Lcm(LcmSettings settings) {
        this.settings = settings;
        this.schedule = NoiseSchedule.of(settings.noise());
    }

    @Override
    public Trajectory plan(PlanRequest request) {
        Requests.refuseSigmas(request, "lcm");
        int[] timesteps = DistilledSteps.of(request, settings.originalSteps(), schedule.trainTimesteps());
        return new LcmTrajectory(settings, schedule, timesteps);
    }

    @Override
    public boolean isStochastic() {
        return true;
    }

    @Override
    public int order() {
        return 1;
    }
}

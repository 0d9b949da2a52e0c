package io.diffusion4j.schedulers.repaint;

import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.schedulers.noise.NoiseSchedule;
import io.diffusion4j.schedulers.solver.Requests;

final class Repaint implements Scheduler {
    private final RepaintSettings settings;
    private final NoiseSchedule schedule;

    Repaint(RepaintSettings settings) {
        this.settings = settings;
        this.schedule = NoiseSchedule.of(settings.noise());
    }

    @Override
    public Trajectory plan(PlanRequest request) {
        Requests.refuseTimesteps(request, "repaint");
        Requests.refuseSigmas(request, "repaint");
        Requests.refuseMoreThan(schedule.trainTimesteps(), request);
        int stride = schedule.trainTimesteps() / request.steps();
        Jumps jumps = Jumps.of(request.steps(), settings.jumpLength(), settings.jumpSamples());
        return new RepaintTrajectory(settings, schedule, jumps, stride);
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

package io.diffusion4j.schedulers.dpm;

import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.schedulers.noise.NoiseSchedule;
import io.diffusion4j.schedulers.solver.Requests;
import io.diffusion4j.schedulers.spacing.SigmaTable;

final class Adaptive implements Scheduler {
    private final AdaptiveSettings settings;
    private final SigmaTable table;

    Adaptive(AdaptiveSettings settings) {
        this.settings = settings;
        this.table = new SigmaTable(NoiseSchedule.of(settings.noise()).withFiniteSigmas());
    }

    /** Strength sets where the run begins, for no number of steps tells it. */
    @Override
    public Trajectory plan(PlanRequest request) {
        Requests.refuseTimesteps(request, "dpm-adaptive");
        Requests.refuseSigmas(request, "dpm-adaptive");
        double first = Math.max(1, request.strength() * settings.noise().trainTimesteps() - 1);
        return new AdaptiveTrajectory(settings, table, table.sigmaOf(first));
    }

    @Override
    public boolean isStochastic() {
        return settings.eta() > 0;
    }

    @Override
    public int order() {
        return isStochastic() ? 1 : settings.order();
    }
}

package io.diffusion4j.schedulers.euler;

import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.schedulers.noise.NoiseSchedule;
import io.diffusion4j.schedulers.solver.Requests;
import io.diffusion4j.schedulers.spacing.SigmaTable;
import io.diffusion4j.schedulers.spacing.Timesteps;
import java.util.Arrays;

final class EulerAncestral implements Scheduler {
    private final EulerAncestralSettings settings;
    private final SigmaTable table;

    EulerAncestral(EulerAncestralSettings settings) {
        this.settings = settings;
        this.table = new SigmaTable(NoiseSchedule.of(settings.noise()).withFiniteSigmas());
    }

    @Override
    public Trajectory plan(PlanRequest request) {
        Requests.refuseTimesteps(request, "euler-ancestral");
        Requests.refuseSigmas(request, "euler-ancestral");
        int train = settings.noise().trainTimesteps();
        Requests.refuseMoreThan(train, request);
        double[] timesteps =
                Timesteps.single(settings.spacing().points(request.steps(), train, settings.stepsOffset()));
        double[] levels = Arrays.stream(timesteps).map(table::at).toArray();
        return new EulerAncestralTrajectory(settings, SigmaTable.closed(levels, 0), timesteps);
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

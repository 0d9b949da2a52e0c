package io.diffusion4j.schedulers.edm;

import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.schedulers.solver.Requests;
import io.diffusion4j.schedulers.spacing.SigmaTable;
import io.diffusion4j.schedulers.spacing.Timesteps;
import java.util.Arrays;

final class EdmEuler implements Scheduler {
    private final EdmEulerSettings settings;

    EdmEuler(EdmEulerSettings settings) {
        this.settings = settings;
    }

    @Override
    public Trajectory plan(PlanRequest request) {
        Requests.refuseTimesteps(request, "edm-euler");
        Requests.refuseSigmas(request, "edm-euler");
        double[] levels = Timesteps.single(settings.curve().between(settings.levels(), request.steps()));
        double[] told =
                Arrays.stream(levels).map(sigma -> 0.25 * Math.log(sigma)).toArray();
        double end = settings.finalSigma().after(levels[levels.length - 1]);
        return new EdmEulerTrajectory(settings, SigmaTable.closed(levels, end), Timesteps.single(told));
    }

    @Override
    public boolean isStochastic() {
        return settings.churn().amount() > 0;
    }

    @Override
    public int order() {
        return 1;
    }
}

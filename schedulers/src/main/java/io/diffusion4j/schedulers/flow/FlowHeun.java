package io.diffusion4j.schedulers.flow;

import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.schedulers.solver.Requests;
import java.util.ArrayList;
import java.util.List;

final class FlowHeun implements Scheduler {
    private final FlowLevelSettings settings;

    FlowHeun(FlowHeunSettings settings) {
        this.settings = FlowLevelSettings.ofShift(settings.trainTimesteps(), settings.shift());
    }

    @Override
    public Trajectory plan(PlanRequest request) {
        Requests.refuseTimesteps(request, "flow-heun");
        Requests.refuseSigmas(request, "flow-heun");
        FlowLevels levels = FlowLevels.of(settings, request);
        int steps = levels.timesteps().length;
        double[] timesteps = new double[2 * steps - 1];
        List<Double> sigmas = new ArrayList<>();
        for (int i = 0; i < timesteps.length; i++) {
            timesteps[i] = levels.timesteps()[(i + 1) / 2];
            sigmas.add(levels.sigmas().get((i + 1) / 2));
        }
        sigmas.add(0.0);
        return new FlowHeunTrajectory(sigmas, timesteps);
    }

    @Override
    public boolean isStochastic() {
        return false;
    }

    @Override
    public int order() {
        return 2;
    }
}

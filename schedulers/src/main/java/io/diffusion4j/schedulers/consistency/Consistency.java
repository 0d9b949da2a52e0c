package io.diffusion4j.schedulers.consistency;

import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.schedulers.solver.Requests;
import io.diffusion4j.schedulers.spacing.SigmaTable;
import io.diffusion4j.schedulers.spacing.Timesteps;
import java.util.Arrays;

final class Consistency implements Scheduler {
    private final ConsistencySettings settings;

    Consistency(ConsistencySettings settings) {
        this.settings = settings;
    }

    @Override
    public Trajectory plan(PlanRequest request) {
        Requests.refuseSigmas(request, "consistency");
        int train = settings.trainTimesteps();
        Requests.refuseMoreThan(train, request);
        double[] chosen = request.timesteps().map(Timesteps::custom).orElseGet(() -> evenly(request.steps()));
        // timestep 0 is the largest level, so the chosen ones are visited from the last
        int[] indices = Timesteps.indices(Timesteps.reversed(chosen), train);
        double[] levels = Arrays.stream(indices)
                .mapToDouble(index -> settings.levels().at(index / (train - 1.0)))
                .toArray();
        double[] told =
                Arrays.stream(levels).map(sigma -> 250 * Math.log(sigma)).toArray();
        return new ConsistencyTrajectory(
                settings, SigmaTable.closed(levels, settings.levels().sigmaMin()), told);
    }

    private double[] evenly(int steps) {
        int stride = settings.trainTimesteps() / steps;
        double[] timesteps = new double[steps];
        Arrays.setAll(timesteps, i -> (double) (steps - 1 - i) * stride);
        return timesteps;
    }

    /** Except in runs of one step. */
    @Override
    public boolean isStochastic() {
        return true;
    }

    @Override
    public int order() {
        return 1;
    }
}

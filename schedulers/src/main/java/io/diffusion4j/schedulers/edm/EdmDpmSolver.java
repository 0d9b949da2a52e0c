package io.diffusion4j.schedulers.edm;

import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.Trajectory;
import java.util.List;

final class EdmDpmSolver implements Scheduler {
    private final EdmDpmSolverSettings settings;

    EdmDpmSolver(EdmDpmSolverSettings settings) {
        this.settings = settings;
    }

    @Override
    public Trajectory plan(PlanRequest request) {
        EdmPlan plan = EdmPlan.of(settings, request, "edm-dpm-solver++");
        List<Double> sigmas =
                plan.closed(settings.finalSigma().after(settings.levels().sigmaMin()));
        return new EdmDpmSolverTrajectory(settings, sigmas, plan.timesteps());
    }

    @Override
    public boolean isStochastic() {
        return settings.algorithm().isStochastic();
    }

    /** At most two, as of dpm-solver++. */
    @Override
    public int order() {
        return Math.min(2, settings.order());
    }
}

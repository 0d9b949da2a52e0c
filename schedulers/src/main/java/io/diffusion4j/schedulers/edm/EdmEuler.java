package io.diffusion4j.schedulers.edm;

import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.Trajectory;
import java.util.List;

final class EdmEuler implements Scheduler {
    private final EdmEulerSettings settings;

    EdmEuler(EdmEulerSettings settings) {
        this.settings = settings;
    }

    @Override
    public Trajectory plan(PlanRequest request) {
        EdmPlan plan = EdmPlan.of(settings, request, "edm-euler");
        List<Double> sigmas = plan.closed(settings.finalSigma().after(plan.last()));
        return new EdmEulerTrajectory(settings, sigmas, plan.timesteps());
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

package io.diffusion4j.schedulers.unipc;

import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.schedulers.solver.LevelPlan;
import io.diffusion4j.schedulers.solver.ModelPart;
import io.diffusion4j.schedulers.solver.PlannedLevels;
import io.diffusion4j.schedulers.solver.Requests;

final class UniPc implements Scheduler {
    private final UniPcSettings settings;
    private final LevelPlan plan;

    UniPc(UniPcSettings settings) {
        this.settings = settings;
        this.plan = LevelPlan.of(settings);
    }

    @Override
    public Trajectory plan(PlanRequest request) {
        Requests.refuseTimesteps(request, "unipc");
        boolean endsInNoise = settings.part() == ModelPart.NOISE || !settings.lowerOrderFinal();
        PlannedLevels levels = endsInNoise
                ? plan.of(request).endingInNoise("unipc with part: noise or lower-order-final: false")
                : plan.of(request);
        return new UniPcTrajectory(settings, levels.closed(settings.finalSigma(), plan));
    }

    @Override
    public boolean isStochastic() {
        return false;
    }

    /** Steps have one order more than the predictor once corrected, but nothing corrects the last one of a run. */
    @Override
    public int order() {
        return settings.uncorrected().isEmpty() ? 2 : Math.min(2, settings.order());
    }
}

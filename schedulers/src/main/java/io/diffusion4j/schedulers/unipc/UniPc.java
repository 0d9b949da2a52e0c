package io.diffusion4j.schedulers.unipc;

import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.schedulers.noise.NoiseSchedule;
import io.diffusion4j.schedulers.solver.LevelPlan;
import io.diffusion4j.schedulers.solver.Levels;
import io.diffusion4j.schedulers.solver.Requests;
import io.diffusion4j.schedulers.spacing.SigmaSchedule;
import io.diffusion4j.schedulers.spacing.SigmaTable;
import java.util.Set;

final class UniPc implements Scheduler {
    private final UniPcSettings settings;
    private final LevelPlan plan;

    UniPc(UniPcSettings settings) {
        this.settings = settings;
        NoiseSchedule schedule = NoiseSchedule.of(settings.noise()).withFiniteSigmas();
        int train = schedule.trainTimesteps();
        this.plan = new LevelPlan(
                new SigmaTable(schedule),
                train,
                train,
                settings.spacing(),
                settings.stepsOffset(),
                settings.sigmas(),
                settings.flowShift(),
                Set.of(SigmaSchedule.KARRAS));
    }

    @Override
    public Trajectory plan(PlanRequest request) {
        Requests.refuseTimesteps(request, "unipc");
        boolean endsInNoise = settings.part() == UniPcSettings.Part.NOISE || !settings.lowerOrderFinal();
        Levels levels = endsInNoise
                ? plan.of(request).endingInNoise("unipc with part: noise or lower-order-final: false")
                : plan.of(request);
        return new UniPcTrajectory(settings, levels.closed(settings.finalSigma(), plan), levels.timesteps());
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

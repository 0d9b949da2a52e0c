package io.diffusion4j.schedulers.ddpm;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.schedulers.noise.NoiseSchedule;
import io.diffusion4j.schedulers.solver.Requests;
import io.diffusion4j.schedulers.spacing.TimestepSpacing;
import io.diffusion4j.schedulers.spacing.Timesteps;
import java.util.List;
import java.util.stream.IntStream;

final class UnClip implements Scheduler {
    private final UnClipSettings settings;
    private final NoiseSchedule schedule;

    UnClip(UnClipSettings settings) {
        this.settings = settings;
        this.schedule = NoiseSchedule.of(settings.noise());
    }

    @Override
    public Trajectory plan(PlanRequest request) {
        Requests.refuseTimesteps(request, "unclip");
        Requests.refuseSigmas(request, "unclip");
        int train = schedule.trainTimesteps();
        Requests.refuseMoreThan(train, request);
        if (request.steps() < 2) {
            throw new ConfigurationException(
                    "unclip needs 2 steps or more, for a run goes from the last timestep to 0; ask for more steps");
        }
        double[] points = Timesteps.rounded(TimestepSpacing.LINSPACE.points(request.steps(), train, 0));
        int[] timesteps = Timesteps.indices(points, train);
        return new DdpmTrajectory(
                schedule,
                timesteps,
                transitions(timesteps),
                settings.prediction(),
                settings.clamp(),
                settings.variance());
    }

    private List<Transition> transitions(int[] timesteps) {
        return IntStream.range(0, timesteps.length)
                .mapToObj(i -> transition(timesteps[i], settings.stepTo().after(timesteps, i)))
                .toList();
    }

    private Transition transition(int from, int to) {
        double now = schedule.alphaBar(from);
        double next = to >= 0 ? schedule.alphaBar(to) : 1;
        return to == from - 1 ? Transition.ofOne(now, next, schedule.beta(from)) : Transition.between(now, next);
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

package io.diffusion4j.schedulers.ddpm;

import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.schedulers.noise.NoiseSchedule;
import io.diffusion4j.schedulers.solver.Requests;
import io.diffusion4j.schedulers.spacing.Timesteps;
import java.util.List;
import java.util.stream.IntStream;

final class Ddpm implements Scheduler {
    private final DdpmSettings settings;
    private final NoiseSchedule schedule;

    Ddpm(DdpmSettings settings) {
        this.settings = settings;
        this.schedule = NoiseSchedule.of(settings.noise());
    }

    @Override
    public Trajectory plan(PlanRequest request) {
        Requests.refuseSigmas(request, "ddpm");
        int train = schedule.trainTimesteps();
        Requests.refuseMoreThan(train, request);
        double[] timesteps = request.timesteps()
                .map(Timesteps::custom)
                .orElseGet(() ->
                        Timesteps.rounded(settings.spacing().points(request.steps(), train, settings.stepsOffset())));
        int[] indices = Timesteps.indices(timesteps, train);
        return new DdpmTrajectory(
                schedule, indices, transitions(indices), settings.prediction(), settings.clamp(), settings.variance());
    }

    private List<Transition> transitions(int[] timesteps) {
        return IntStream.range(0, timesteps.length)
                .mapToObj(i -> Transition.between(
                        schedule.alphaBar(timesteps[i]),
                        i + 1 < timesteps.length ? schedule.alphaBar(timesteps[i + 1]) : 1))
                .toList();
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

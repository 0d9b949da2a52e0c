package io.diffusion4j.schedulers.pndm;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.schedulers.noise.NoiseSchedule;
import io.diffusion4j.schedulers.pndm.PndmSettings.Start;
import io.diffusion4j.schedulers.solver.Requests;
import io.diffusion4j.schedulers.spacing.Timesteps;
import java.util.Arrays;
import java.util.stream.IntStream;

final class Pndm implements Scheduler {
    private final PndmSettings settings;
    private final NoiseSchedule schedule;

    Pndm(PndmSettings settings) {
        this.settings = settings;
        this.schedule = NoiseSchedule.of(settings.noise());
    }

    @Override
    public Trajectory plan(PlanRequest request) {
        Requests.refuseTimesteps(request, "pndm");
        Requests.refuseSigmas(request, "pndm");
        int train = schedule.trainTimesteps();
        Requests.refuseMoreThan(train, request);
        int steps = request.steps();
        double[] points = Timesteps.rounded(settings.spacing().points(steps, train, settings.stepsOffset()));
        int[] timesteps = Timesteps.indices(points, train);
        PseudoTransfer transfer = new PseudoTransfer(schedule, settings.finalAlpha(), settings.prediction());
        if (settings.start() == Start.LOWER_ORDER) {
            return new PlmsTrajectory(transfer, secondTwice(timesteps), train / steps);
        }
        if (steps < 4) {
            throw new ConfigurationException(
                    "pndm with start runge-kutta needs 4 steps or more, got " + steps + "; set start to lower-order");
        }
        int half = train / steps / 2;
        return new PrkTrajectory(transfer, withStages(timesteps, half), train / steps);
    }

    private static int[] secondTwice(int[] timesteps) {
        return timesteps.length < 2
                ? timesteps
                : IntStream.range(0, timesteps.length + 1)
                        .map(i -> timesteps[i < 2 ? i : i - 1])
                        .toArray();
    }

    /** Four stages for each of the first three steps: at its start, twice half-way and at its end. */
    private static int[] withStages(int[] timesteps, int half) {
        IntStream stages = IntStream.range(0, 3).flatMap(i -> {
            int end = timesteps[i + 1];
            return IntStream.of(timesteps[i], end + half, end + half, end);
        });
        return IntStream.concat(stages, Arrays.stream(timesteps, 3, timesteps.length))
                .toArray();
    }

    @Override
    public boolean isStochastic() {
        return false;
    }

    /** Two, as the paper proves: the weights are of fourth order, but the transfer is not linear in the timestep. */
    @Override
    public int order() {
        return 2;
    }
}

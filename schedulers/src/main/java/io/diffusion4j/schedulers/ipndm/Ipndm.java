package io.diffusion4j.schedulers.ipndm;

import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.schedulers.solver.Requests;
import java.util.stream.IntStream;

final class Ipndm implements Scheduler {
    private final IpndmSettings settings;

    Ipndm(IpndmSettings settings) {
        this.settings = settings;
    }

    @Override
    public Trajectory plan(PlanRequest request) {
        Requests.refuseTimesteps(request, "ipndm");
        Requests.refuseSigmas(request, "ipndm");
        int steps = request.steps();
        return new IpndmTrajectory(
                settings,
                IntStream.rangeClosed(0, steps)
                        .mapToObj(i -> Amplitudes.at((float) (steps - i) / steps))
                        .toList());
    }

    @Override
    public boolean isStochastic() {
        return false;
    }

    /** One, whatever the weights: they are those of even steps, and where a run begins σ/α falls from infinity. */
    @Override
    public int order() {
        return 1;
    }
}

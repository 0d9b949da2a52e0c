package io.diffusion4j.schedulers.lms;

import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.schedulers.solver.Requests;
import io.diffusion4j.schedulers.spacing.LevelGrid;

final class Lms implements Scheduler {
    private final LmsSettings settings;
    private final LevelGrid grid;

    Lms(LmsSettings settings) {
        this.settings = settings;
        this.grid = new LevelGrid(settings);
    }

    @Override
    public Trajectory plan(PlanRequest request) {
        Requests.refuseTimesteps(request, "lms");
        Requests.refuseMoreThan(settings.noise().trainTimesteps(), request);
        return new LmsTrajectory(settings, grid.of(request));
    }

    @Override
    public boolean isStochastic() {
        return false;
    }

    /** At most two: the first step of every run is Euler's, and its error stays. */
    @Override
    public int order() {
        return Math.min(settings.order(), 2);
    }
}

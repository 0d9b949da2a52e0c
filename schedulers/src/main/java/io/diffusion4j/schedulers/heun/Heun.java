package io.diffusion4j.schedulers.heun;

import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.schedulers.solver.Requests;
import io.diffusion4j.schedulers.spacing.LevelGrid;

final class Heun implements Scheduler {
    private final HeunSettings settings;
    private final LevelGrid grid;

    Heun(HeunSettings settings) {
        this.settings = settings;
        this.grid = new LevelGrid(settings);
    }

    @Override
    public Trajectory plan(PlanRequest request) {
        Requests.refuseMoreThan(settings.noise().trainTimesteps(), request);
        return new HeunTrajectory(settings, grid.of(request));
    }

    @Override
    public boolean isStochastic() {
        return false;
    }

    @Override
    public int order() {
        return 2;
    }
}

package io.diffusion4j.schedulers.dpm;

import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.schedulers.noise.NoiseSchedule;
import io.diffusion4j.schedulers.solver.Requests;
import io.diffusion4j.schedulers.spacing.SigmaSchedule;
import io.diffusion4j.schedulers.spacing.SigmaTable;
import io.diffusion4j.schedulers.spacing.Timesteps;
import java.util.Arrays;

final class DpmSolverInverse implements Scheduler {
    private final DpmSolverInverseSettings settings;
    private final SigmaTable table;
    private final int train;
    private final int visited;

    DpmSolverInverse(DpmSolverInverseSettings settings) {
        this.settings = settings;
        NoiseSchedule schedule = NoiseSchedule.of(settings.noise()).withFiniteSigmas();
        this.table = new SigmaTable(schedule);
        this.train = schedule.trainTimesteps();
        this.visited = DpmSolver.visited(schedule, settings.lambdaMin());
    }

    @Override
    public Trajectory plan(PlanRequest request) {
        Requests.refuseSigmas(request, "dpm-solver++-inverse");
        Requests.refuseTimesteps(request, "dpm-solver++-inverse");
        Requests.refuseMoreThan(train, request);
        return settings.sigmas()
                .between(table.min(), table.max(), request.steps())
                .map(this::curved)
                .orElseGet(() -> spaced(request.steps()));
    }

    private Trajectory spaced(int steps) {
        double[] timesteps = settings.spacing().rising(steps, train, visited, settings.stepsOffset());
        return trajectory(Arrays.stream(timesteps).map(table::at).toArray(), table.at(visited - 1.0), timesteps);
    }

    /** @param levels rising */
    private Trajectory curved(double[] levels) {
        double[] exact = Arrays.stream(levels).map(table::timestepOf).toArray();
        double[] told = settings.sigmas() == SigmaSchedule.KARRAS ? Timesteps.rounded(exact) : exact;
        // as published: timesteps that coincide are visited once, but leave their noise levels in the list
        double[] timesteps = Timesteps.truncated(Arrays.stream(told).distinct().toArray());
        return trajectory(levels, levels[levels.length - 1], timesteps);
    }

    private Trajectory trajectory(double[] levels, double end, double[] timesteps) {
        return new DpmSolverTrajectory(settings.solverSettings(), SigmaTable.closed(levels, end), timesteps);
    }

    @Override
    public boolean isStochastic() {
        return false;
    }

    /** At most two, as of the solver that it inverts. */
    @Override
    public int order() {
        return Math.min(2, settings.order());
    }
}

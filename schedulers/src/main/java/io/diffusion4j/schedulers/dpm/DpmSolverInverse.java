package io.diffusion4j.schedulers.dpm;

import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.schedulers.solver.LevelPlan;
import io.diffusion4j.schedulers.solver.Requests;
import io.diffusion4j.schedulers.spacing.Levels;
import io.diffusion4j.schedulers.spacing.SigmaSchedule;
import io.diffusion4j.schedulers.spacing.SigmaTable;
import io.diffusion4j.schedulers.spacing.Timesteps;
import java.util.Arrays;
import java.util.Set;

final class DpmSolverInverse implements Scheduler {
    private final DpmSolverInverseSettings settings;
    private final LevelPlan plan;

    DpmSolverInverse(DpmSolverInverseSettings settings) {
        this.settings = settings;
        this.plan = LevelPlan.of(settings.solverSettings(), settings.lambdaMin(), Set.of(SigmaSchedule.KARRAS));
    }

    @Override
    public Trajectory plan(PlanRequest request) {
        Requests.refuseSigmas(request, "dpm-solver++-inverse");
        Requests.refuseTimesteps(request, "dpm-solver++-inverse");
        Requests.refuseMoreThan(plan.train(), request);
        return settings.sigmas()
                .between(plan.table().min(), plan.table().max(), request.steps())
                .map(this::curved)
                .orElseGet(() -> spaced(request.steps()));
    }

    private Trajectory spaced(int steps) {
        double[] timesteps = settings.spacing().rising(steps, plan.train(), plan.visited(), settings.stepsOffset());
        double[] levels = Arrays.stream(timesteps).map(plan.table()::at).toArray();
        return trajectory(levels, plan.table().at(plan.visited() - 1.0), timesteps);
    }

    /** @param levels rising */
    private Trajectory curved(double[] levels) {
        double[] exact = Arrays.stream(levels).map(plan.table()::timestepOf).toArray();
        double[] told = plan.rounding().contains(settings.sigmas()) ? Timesteps.rounded(exact) : exact;
        // as published: timesteps that coincide are visited once, but leave their noise levels in the list
        double[] timesteps = Timesteps.truncated(Arrays.stream(told).distinct().toArray());
        return trajectory(levels, levels[levels.length - 1], timesteps);
    }

    private Trajectory trajectory(double[] levels, double end, double[] timesteps) {
        return new DpmSolverTrajectory(
                settings.solverSettings(),
                new Levels(
                        SigmaTable.closed(levels, end),
                        Arrays.stream(timesteps).boxed().toList()));
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

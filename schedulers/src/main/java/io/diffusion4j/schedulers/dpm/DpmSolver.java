package io.diffusion4j.schedulers.dpm;

import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.schedulers.noise.BetaSchedule;
import io.diffusion4j.schedulers.noise.Linspace;
import io.diffusion4j.schedulers.noise.NoiseSchedule;
import io.diffusion4j.schedulers.solver.LevelPlan;
import io.diffusion4j.schedulers.solver.Levels;
import io.diffusion4j.schedulers.spacing.SigmaSchedule;
import io.diffusion4j.schedulers.spacing.SigmaTable;
import java.util.Arrays;
import java.util.Set;

final class DpmSolver implements Scheduler {
    private final DpmSolverSettings settings;
    private final SigmaTable table;
    private final int train;
    private final int visited;

    DpmSolver(DpmSolverSettings settings) {
        this.settings = settings;
        NoiseSchedule schedule = NoiseSchedule.of(settings.noise()).withFiniteSigmas();
        this.table = new SigmaTable(schedule);
        this.train = schedule.trainTimesteps();
        this.visited = visited(schedule, settings.lambdaMin());
    }

    /** One more than the last timestep that has at least that log signal-to-noise amplitude ratio. */
    static int visited(NoiseSchedule schedule, double lambdaMin) {
        int train = schedule.trainTimesteps();
        return (int) Arrays.stream(Linspace.of(0, train - 1, train))
                .filter(t -> -Math.log(schedule.sigma((int) t)) >= lambdaMin)
                .count();
    }

    @Override
    public Trajectory plan(PlanRequest request) {
        LevelPlan plan = new LevelPlan(
                table,
                train,
                visited,
                settings.spacing(),
                settings.stepsOffset(),
                settings.sigmas(),
                settings.flowShift(),
                rounding());
        Levels levels = settings.algorithm().expandsOriginal()
                ? plan.of(request)
                : plan.of(request).endingInNoise("dpm-solver++ with algorithm: dpm-solver or sde-dpm-solver");
        return new DpmSolverTrajectory(
                settings, levels.closed(settings.finalSigma().of(table)), levels.timesteps());
    }

    private Set<SigmaSchedule> rounding() {
        return settings.noise().schedule() == BetaSchedule.COSINE
                ? Set.of()
                : Set.of(SigmaSchedule.KARRAS, SigmaSchedule.LU);
    }

    @Override
    public boolean isStochastic() {
        return settings.algorithm().isStochastic();
    }

    /** At most two: the published third-order multistep, kept here, takes the curvature at half its Taylor weight. */
    @Override
    public int order() {
        return Math.min(2, settings.order());
    }
}

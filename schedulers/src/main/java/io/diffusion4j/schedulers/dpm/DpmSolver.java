package io.diffusion4j.schedulers.dpm;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.schedulers.noise.BetaSchedule;
import io.diffusion4j.schedulers.noise.Linspace;
import io.diffusion4j.schedulers.noise.NoiseSchedule;
import io.diffusion4j.schedulers.solver.Requests;
import io.diffusion4j.schedulers.spacing.SigmaSchedule;
import io.diffusion4j.schedulers.spacing.SigmaTable;
import io.diffusion4j.schedulers.spacing.Timesteps;
import java.util.Arrays;
import java.util.Locale;

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
        this.visited = (int) Arrays.stream(Linspace.of(0, train - 1, train))
                .filter(t -> -Math.log(schedule.sigma((int) t)) >= settings.lambdaMin())
                .count();
    }

    @Override
    public Trajectory plan(PlanRequest request) {
        Requests.refuseSigmas(request, "dpm-solver++");
        SigmaSchedule sigmas = settings.sigmas();
        if (request.timesteps().isPresent() && sigmas != SigmaSchedule.NONE) {
            throw new ConfigurationException("custom timesteps and sigmas: "
                    + sigmas.name().toLowerCase(Locale.ROOT)
                    + " exclude one another; leave one out");
        }
        Requests.refuseMoreThan(train, request);
        if (sigmas == SigmaSchedule.FLOW) {
            return straight(request.steps());
        }
        if (sigmas.isCurve()) {
            return curved(
                    sigmas.between(table.max(), table.min(), request.steps()).orElseThrow());
        }
        double[] timesteps = request.timesteps()
                .map(Timesteps::custom)
                .map(Timesteps::truncated)
                .orElseGet(() -> settings.spacing().interior(request.steps(), train, visited, settings.stepsOffset()));
        return trajectory(Arrays.stream(timesteps).map(table::at).toArray(), timesteps);
    }

    /** Flow sigmas from one step below pure noise down, shifted to the noisy end; Esser et al. 2024, section 5.3.2. */
    private Trajectory straight(int steps) {
        double shift = settings.flowShift();
        double[] even = Arrays.stream(Linspace.of(1, 1.0 / train, steps + 1))
                .map(alpha -> 1 - alpha)
                .map(sigma -> shift * sigma / (1 + (shift - 1) * sigma))
                .toArray();
        double[] levels = Arrays.copyOf(Timesteps.reversed(even), steps);
        double[] timesteps = Arrays.stream(levels).map(sigma -> sigma * train).toArray();
        return trajectory(levels, Timesteps.truncated(timesteps));
    }

    private Trajectory curved(double[] levels) {
        double[] exact = Arrays.stream(levels).map(table::timestepOf).toArray();
        return trajectory(levels, roundsTimesteps() ? Timesteps.rounded(exact) : Timesteps.truncated(exact));
    }

    /** The whole timesteps that published samplers tell the model differ by the way they were made. */
    private boolean roundsTimesteps() {
        boolean rounding = settings.sigmas() == SigmaSchedule.KARRAS || settings.sigmas() == SigmaSchedule.LU;
        return rounding && settings.noise().schedule() != BetaSchedule.COSINE;
    }

    private Trajectory trajectory(double[] levels, double[] timesteps) {
        return new DpmSolverTrajectory(
                settings, SigmaTable.closed(levels, settings.finalSigma().of(table)), timesteps);
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

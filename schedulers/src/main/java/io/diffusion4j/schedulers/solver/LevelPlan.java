package io.diffusion4j.schedulers.solver;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.schedulers.noise.Linspace;
import io.diffusion4j.schedulers.noise.NoiseSchedule;
import io.diffusion4j.schedulers.spacing.CustomSigmas;
import io.diffusion4j.schedulers.spacing.SigmaSchedule;
import io.diffusion4j.schedulers.spacing.SigmaTable;
import io.diffusion4j.schedulers.spacing.TimestepSpacing;
import io.diffusion4j.schedulers.spacing.Timesteps;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Where solvers in λ, the log signal-to-noise ratio, take their steps.
 *
 * @param train number of training timesteps
 * @param visited one more than the last timestep that may be visited
 * @param stepsOffset added to the timesteps of leading spacing
 * @param flowShift how far flow sigmas lean to the noisy end
 * @param rounding the schedules whose timesteps are rounded; published samplers truncate the others that they have
 */
public record LevelPlan(
        SigmaTable table,
        int train,
        int visited,
        TimestepSpacing spacing,
        int stepsOffset,
        SigmaSchedule sigmas,
        double flowShift,
        Set<SigmaSchedule> rounding) {
    /** Over all training timesteps, rounding those of Karras et al. alone as most published samplers do. */
    public static LevelPlan of(LambdaSettings settings) {
        return of(settings, Double.NEGATIVE_INFINITY, Set.of(SigmaSchedule.KARRAS));
    }

    /** @param lambdaMin the least log signal-to-noise amplitude ratio of the timesteps that may be visited */
    public static LevelPlan of(LambdaSettings settings, double lambdaMin, Set<SigmaSchedule> rounding) {
        NoiseSchedule schedule = NoiseSchedule.of(settings.noise()).withFiniteSigmas();
        return new LevelPlan(
                new SigmaTable(schedule),
                schedule.trainTimesteps(),
                visited(schedule, lambdaMin),
                settings.spacing(),
                settings.stepsOffset(),
                settings.sigmas(),
                settings.flowShift(),
                rounding);
    }

    /** One more than the last timestep that has at least that log signal-to-noise amplitude ratio. */
    private static int visited(NoiseSchedule schedule, double lambdaMin) {
        return (int) IntStream.range(0, schedule.trainTimesteps())
                .filter(t -> -Math.log(schedule.sigma(t)) >= lambdaMin)
                .count();
    }

    /** @throws ConfigurationException if custom timesteps or sigmas meet a sigma schedule, or there are too many steps */
    public PlannedLevels of(PlanRequest request) {
        request.timesteps().ifPresent(listed -> sigmas.refuseBeside("custom timesteps"));
        Requests.refuseMoreThan(train, request);
        return CustomSigmas.of(request, sigmas).map(this::custom).orElseGet(() -> placed(request));
    }

    private PlannedLevels custom(CustomSigmas custom) {
        return new PlannedLevels(
                custom.starts(), Timesteps.rounded(timestepsOf(custom.starts())), Optional.of(custom.end()));
    }

    private PlannedLevels placed(PlanRequest request) {
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
                .orElseGet(() -> spacing.interior(request.steps(), train, visited, stepsOffset));
        return new PlannedLevels(Arrays.stream(timesteps).map(table::at).toArray(), timesteps);
    }

    /** Flow sigmas from one step below pure noise down, shifted to the noisy end; Esser et al. 2024, section 5.3.2. */
    private PlannedLevels straight(int steps) {
        double[] even = Arrays.stream(Linspace.of(1, 1.0 / train, steps + 1))
                .map(alpha -> 1 - alpha)
                .map(sigma -> flowShift * sigma / (1 + (flowShift - 1) * sigma))
                .toArray();
        double[] levels = Arrays.copyOf(Timesteps.reversed(even), steps);
        double[] timesteps = Arrays.stream(levels).map(sigma -> sigma * train).toArray();
        return new PlannedLevels(levels, Timesteps.truncated(timesteps));
    }

    private PlannedLevels curved(double[] levels) {
        double[] exact = timestepsOf(levels);
        boolean rounds = rounding.contains(sigmas) || !sigmas.isOfReference();
        return new PlannedLevels(levels, rounds ? Timesteps.rounded(exact) : Timesteps.truncated(exact));
    }

    private double[] timestepsOf(double[] levels) {
        return Arrays.stream(levels).map(table::timestepOf).toArray();
    }
}

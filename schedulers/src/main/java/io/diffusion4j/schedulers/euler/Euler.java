package io.diffusion4j.schedulers.euler;

import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.schedulers.euler.EulerSettings.Interpolation;
import io.diffusion4j.schedulers.euler.EulerSettings.Timestep;
import io.diffusion4j.schedulers.noise.NoiseSchedule;
import io.diffusion4j.schedulers.solver.Requests;
import io.diffusion4j.schedulers.spacing.CustomSigmas;
import io.diffusion4j.schedulers.spacing.SigmaSchedule;
import io.diffusion4j.schedulers.spacing.SigmaTable;
import io.diffusion4j.schedulers.spacing.Timesteps;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

final class Euler implements Scheduler {
    private final EulerSettings settings;
    private final SigmaTable table;
    private final int train;

    Euler(EulerSettings settings) {
        this.settings = settings;
        this.train = settings.noise().trainTimesteps();
        this.table = new SigmaTable(NoiseSchedule.of(settings.noise()).withFiniteSigmas());
    }

    @Override
    public Trajectory plan(PlanRequest request) {
        Optional<CustomSigmas> custom = CustomSigmas.of(request, settings.sigmas());
        if (custom.isPresent()) {
            return trajectory(custom.get().levels(), timestepsOf(custom.get().starts()));
        }
        request.timesteps().ifPresent(listed -> settings.sigmas().refuseBeside("custom timesteps"));
        Requests.refuseMoreThan(train, request);
        double[] timesteps = Timesteps.single(request.timesteps()
                .map(Timesteps::custom)
                .orElseGet(() -> settings.spacing().points(request.steps(), train, settings.stepsOffset())));
        double[] levels = levels(timesteps);
        double max = settings.sigmaMax().orElse(levels[0]);
        double min = settings.sigmaMin().orElse(levels[levels.length - 1]);
        double[] curve = settings.sigmas().between(max, min, timesteps.length).orElse(levels);
        double[] told = settings.sigmas().isCurve() ? timestepsOf(curve) : timesteps;
        double end = Math.min(settings.finalSigma().of(table), curve[curve.length - 1]);
        return trajectory(SigmaTable.closed(curve, end), told);
    }

    private double[] levels(double[] timesteps) {
        if (settings.interpolation() == Interpolation.LOG_LINEAR) {
            return SigmaSchedule.EXPONENTIAL
                    .between(table.max(), table.min(), timesteps.length + 1)
                    .orElseThrow();
        }
        return Arrays.stream(timesteps).map(table::at).toArray();
    }

    private double[] timestepsOf(double[] sigmas) {
        return Arrays.stream(sigmas).map(table::timestepOf).toArray();
    }

    /** @param levels one before each step, and where the last one ends; more are not used */
    private Trajectory trajectory(List<Double> levels, double[] timesteps) {
        List<Double> sigmas = levels.subList(0, timesteps.length + 1);
        double[] told = settings.timestep() == Timestep.CONTINUOUS
                ? sigmas.stream()
                        .limit(timesteps.length)
                        .mapToDouble(sigma -> 0.25 * Math.log(sigma))
                        .toArray()
                : timesteps;
        return new EulerTrajectory(settings, sigmas, Timesteps.single(told));
    }

    @Override
    public boolean isStochastic() {
        return settings.churn().amount() > 0;
    }

    @Override
    public int order() {
        return 1;
    }
}

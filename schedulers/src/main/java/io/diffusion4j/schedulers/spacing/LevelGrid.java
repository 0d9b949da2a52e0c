package io.diffusion4j.schedulers.spacing;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.schedulers.noise.NoiseSchedule;
import java.util.Arrays;
import java.util.List;

/** Places the noise levels of runs, as settings say. Immutable. */
public final class LevelGrid {
    private final LevelSettings settings;
    private final SigmaTable table;

    public LevelGrid(LevelSettings settings) {
        NoiseSchedule schedule = NoiseSchedule.of(settings.noise());
        this.settings = settings;
        this.table = new SigmaTable(schedule.withFiniteSigmas());
    }

    /**
     * Those that a request lists, or those at its timesteps, or of a run of that many steps.
     *
     * @throws ConfigurationException if the list does not fall, or a sigma schedule places other levels
     */
    public Levels of(PlanRequest request) {
        request.timesteps().ifPresent(listed -> settings.sigmas().refuseBeside("custom timesteps"));
        return CustomSigmas.of(request, settings.sigmas())
                .map(custom -> new Levels(custom.levels(), boxed(timestepsOf(custom.starts()))))
                .orElseGet(() -> at(timesteps(request)));
    }

    private double[] timesteps(PlanRequest request) {
        int train = settings.noise().trainTimesteps();
        return Timesteps.single(request.timesteps()
                .map(Timesteps::custom)
                .orElseGet(() -> settings.spacing().points(request.steps(), train, settings.stepsOffset())));
    }

    /** Those at the timesteps, or on a curve between the first and the last of them. */
    private Levels at(double[] timesteps) {
        double[] levels = Arrays.stream(timesteps).map(table::at).toArray();
        double max = levels[0];
        double min = levels[levels.length - 1];
        double[] used = settings.sigmas().between(max, min, levels.length).orElse(levels);
        double[] told = settings.sigmas().isCurve() ? timestepsOf(used) : timesteps;
        return new Levels(SigmaTable.closed(used, 0), boxed(told));
    }

    /** The timestep where the noise level is that. */
    public double timestepOf(double sigma) {
        return table.timestepOf(sigma);
    }

    private double[] timestepsOf(double[] sigmas) {
        return Arrays.stream(sigmas).map(table::timestepOf).toArray();
    }

    private static List<Double> boxed(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}

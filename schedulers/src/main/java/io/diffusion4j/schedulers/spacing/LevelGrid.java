package io.diffusion4j.schedulers.spacing;

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
        this.table = new SigmaTable(settings.noise().zeroTerminalSnr() ? schedule.withFiniteSigmas() : schedule);
    }

    /** Those of a run of that many steps. */
    public Levels ofSteps(int steps) {
        int train = settings.noise().trainTimesteps();
        return at(Timesteps.single(settings.spacing().points(steps, train, settings.stepsOffset())));
    }

    /** Those at the timesteps, or on a curve between the first and the last of them. */
    public Levels at(double[] timesteps) {
        double[] levels = Arrays.stream(timesteps).map(table::at).toArray();
        double max = levels[0];
        double min = levels[levels.length - 1];
        double[] used = settings.sigmas().between(max, min, levels.length).orElse(levels);
        double[] told = settings.sigmas().isCurve()
                ? Arrays.stream(used).map(table::timestepOf).toArray()
                : timesteps;
        return new Levels(SigmaTable.closed(used, 0), boxed(told));
    }

    /** The timestep where the noise level is that. */
    public double timestepOf(double sigma) {
        return table.timestepOf(sigma);
    }

    private static List<Double> boxed(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}

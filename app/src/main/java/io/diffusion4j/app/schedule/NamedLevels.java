package io.diffusion4j.app.schedule;

import io.diffusion4j.schedulers.noise.NoiseSchedule;
import io.diffusion4j.schedulers.spacing.SigmaSchedule;
import io.diffusion4j.schedulers.spacing.SigmaTable;
import io.diffusion4j.schedulers.spacing.TimestepSpacing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The noise levels before each step of a run, to be compared with others. @param sigmas falling */
record NamedLevels(String name, double[] sigmas) {
    /** How far above the model's largest noise level a published table may begin; one of another kind of model does not fit. */
    private static final double FITTING = 2;

    /** Those of every spacing and every sigma schedule that fit the noise; schedules that are the same come once. */
    static List<NamedLevels> all(NoiseSchedule noise, int steps) {
        SigmaTable table = new SigmaTable(noise.withFiniteSigmas());
        List<NamedLevels> all = new ArrayList<>();
        for (TimestepSpacing spacing : TimestepSpacing.values()) {
            double[] timesteps = spacing.points(steps, noise.trainTimesteps(), 0);
            add(
                    all,
                    new NamedLevels(
                            name(spacing),
                            Arrays.stream(timesteps).map(table::at).toArray()));
        }
        for (SigmaSchedule schedule : SigmaSchedule.values()) {
            schedule.between(table.max(), table.min(), steps)
                    .filter(levels -> levels[0] < FITTING * table.max())
                    .ifPresent(levels -> add(all, new NamedLevels(name(schedule), levels)));
        }
        return all;
    }

    private static void add(List<NamedLevels> all, NamedLevels more) {
        if (all.stream().noneMatch(known -> Arrays.equals(known.sigmas(), more.sigmas()))) {
            all.add(more);
        }
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

package io.diffusion4j.app.schedule;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.schedulers.noise.BetaSchedule;
import io.diffusion4j.schedulers.noise.NoiseLevel;
import io.diffusion4j.schedulers.noise.NoiseSchedule;
import io.diffusion4j.schedulers.noise.NoiseScheduleSettings;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** A noise schedule to be compared with others. */
public record NamedSchedule(String name, NoiseSchedule schedule) {
    /**
     * Over 1000 timesteps with the variances that it was published with: Stable Diffusion's for scaled-linear, Ho et al.
     * 2020's for the others that take any.
     *
     * @throws ConfigurationException if a schedule of that kind needs more than these
     */
    public static NamedSchedule of(BetaSchedule kind) {
        String name = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
        try {
            NoiseScheduleSettings settings = kind == BetaSchedule.SCALED_LINEAR
                    ? NoiseScheduleSettings.defaults()
                    : NoiseScheduleSettings.ofEnds(kind, 1e-4, 0.02);
            return new NamedSchedule(name, NoiseSchedule.of(settings));
        } catch (InvalidSetting e) {
            throw new ConfigurationException("--schedules: %s needs settings of its own; ".formatted(name)
                    + "draw it with --scheduler '{type: ddpm, noise: {schedule: %s, ...}}'".formatted(name));
        }
    }

    /** A measure at every training timestep. */
    double[] values(ToDoubleFunction<NoiseLevel> measure) {
        return timesteps().mapToObj(schedule::level).mapToDouble(measure).toArray();
    }

    IntStream timesteps() {
        return IntStream.range(0, schedule.trainTimesteps());
    }
}

package io.diffusion4j.app.schedule;

import io.diffusion4j.app.plot.Axis;
import io.diffusion4j.app.plot.Figure;
import io.diffusion4j.app.plot.LineChart;
import io.diffusion4j.app.plot.LineChart.Mark;
import io.diffusion4j.app.plot.Series;
import io.diffusion4j.app.plot.StackedBars;
import io.diffusion4j.app.plot.StackedBars.Bar;
import io.diffusion4j.app.plot.StackedBars.Group;
import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.schedulers.noise.NoiseLevel;
import io.diffusion4j.schedulers.noise.NoiseSchedule;
import io.diffusion4j.schedulers.spacing.TimestepSpacing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What there is to see of noise schedules and of the ways to place a run's noise levels.
 *
 * @param schedules the noise schedules to compare
 * @param base the one whose noise levels are placed
 * @param own noise levels of a scheduler, beside those of all spacings
 * @param steps number of steps of a run
 */
public record ScheduleFigures(
        List<NamedSchedule> schedules, NamedSchedule base, Map<String, List<Double>> own, int steps) {
    public ScheduleFigures {
        if (schedules.isEmpty()) {
            throw new ConfigurationException("--schedules: name a noise schedule, such as cosine");
        }
        schedules.forEach(one -> checkSteps(one.schedule(), steps));
        checkSteps(base.schedule(), steps);
    }

    private static void checkSteps(NoiseSchedule schedule, int steps) {
        if (steps < 2 || steps > schedule.trainTimesteps()) {
            throw new ConfigurationException(
                    "--steps must be between 2 and %d, the number of training timesteps, got %d"
                            .formatted(schedule.trainTimesteps(), steps));
        }
    }

    /** All of them by the name of their files, in the order to look at them. */
    public Map<String, Figure> all(SampleImage image, List<Integer> timesteps, long seed) {
        Map<String, Figure> figures = new LinkedHashMap<>();
        figures.put("alpha-bar", alphaBar());
        figures.put("log-snr", logSnr());
        figures.put("snr-regions", regions());
        figures.put("sigmas", sigmas());
        figures.put("forward-process", new ForwardProcess(image, schedules, checked(timesteps), seed));
        return figures;
    }

    private List<Integer> checked(List<Integer> timesteps) {
        int last = schedules.stream()
                        .mapToInt(one -> one.schedule().trainTimesteps())
                        .min()
                        .orElseThrow()
                - 1;
        timesteps.stream().filter(t -> t < 0 || t > last).findFirst().ifPresent(t -> {
            throw new ConfigurationException(
                    "--timesteps: %d is not among the training timesteps, 0 to %d".formatted(t, last));
        });
        return timesteps;
    }

    private Figure alphaBar() {
        return new LineChart(
                "Signal that is left",
                timestepAxis(),
                Axis.linear("power of the signal, ᾱ", 0, 1),
                curves(NoiseLevel::alphaBar),
                List.of());
    }

    private Figure logSnr() {
        List<Series> curves = curves(NoiseLevel::logSnr);
        return new LineChart(
                "Signal-to-noise ratio",
                timestepAxis(),
                Axis.around(
                        "log SNR, ln (ᾱ / (1 − ᾱ))", curves.stream().flatMapToDouble(one -> Arrays.stream(one.y()))),
                curves,
                List.of(new Mark("SNR 10", Math.log(SnrRegion.HIGH)), new Mark("SNR 0.1", Math.log(SnrRegion.LOW))));
    }

    private Axis timestepAxis() {
        int longest = schedules.stream()
                .mapToInt(one -> one.schedule().trainTimesteps())
                .max()
                .orElseThrow();
        return Axis.linear("training timestep", 0, longest);
    }

    private List<Series> curves(ToDoubleFunction<NoiseLevel> measure) {
        return schedules.stream()
                .map(one ->
                        new Series(one.name(), one.timesteps().asDoubleStream().toArray(), one.values(measure), false))
                .toList();
    }

    private Figure regions() {
        List<Bar> trailing = schedules.stream()
                .map(one -> new Bar(one.name(), SnrRegion.counts(evenly(one.schedule()))))
                .toList();
        List<Bar> placed = levels().stream()
                .map(one -> new Bar(one.name(), SnrRegion.counts(noiseLevels(one))))
                .toList();
        return new StackedBars(
                "Steps per region of the signal-to-noise ratio, of " + steps,
                SnrRegion.parts(),
                List.of(
                        new Group("Noise schedules, at even timesteps (trailing)", trailing),
                        new Group("Ways to place the noise levels; noise: " + base.name(), placed)));
    }

    private List<NoiseLevel> evenly(NoiseSchedule schedule) {
        return Arrays.stream(TimestepSpacing.TRAILING.points(steps, schedule.trainTimesteps(), 0))
                .mapToObj(t -> schedule.level((int) t))
                .toList();
    }

    private static List<NoiseLevel> noiseLevels(NamedLevels levels) {
        return Arrays.stream(levels.sigmas()).mapToObj(NoiseLevel::ofSigma).toList();
    }

    private Figure sigmas() {
        List<Series> curves = levels().stream()
                .map(one -> new Series(
                        one.name(),
                        IntStream.range(0, one.sigmas().length).asDoubleStream().toArray(),
                        one.sigmas(),
                        true))
                .toList();
        int longest = curves.stream().mapToInt(one -> one.x().length).max().orElseThrow();
        return new LineChart(
                "Noise levels of " + steps + " steps; noise: " + base.name(),
                Axis.linear("step", 0, longest),
                Axis.decades("noise level, σ", curves.stream().flatMapToDouble(one -> Arrays.stream(one.y()))),
                curves,
                List.of());
    }

    private List<NamedLevels> levels() {
        List<NamedLevels> all = new ArrayList<>();
        own.forEach((name, sigmas) -> all.add(new NamedLevels(
                name, sigmas.stream().mapToDouble(s -> s).filter(s -> s > 0).toArray())));
        all.addAll(NamedLevels.all(base.schedule(), steps));
        return all;
    }
}

package io.diffusion4j.app.command;

import io.diffusion4j.app.plot.Figure;
import io.diffusion4j.app.plot.FigureFiles;
import io.diffusion4j.app.schedule.NamedSchedule;
import io.diffusion4j.app.schedule.SampleImage;
import io.diffusion4j.app.schedule.ScheduleFigures;
import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.settings.Part;
import io.diffusion4j.core.settings.SettingsBinder;
import io.diffusion4j.core.settings.YamlDocument;
import io.diffusion4j.core.spi.PartContext;
import io.diffusion4j.core.spi.Providers;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.pipelines.Diffusion4J;
import io.diffusion4j.schedulers.noise.BetaSchedule;
import io.diffusion4j.schedulers.noise.NoiseSchedule;
import io.diffusion4j.schedulers.noise.NoiseScheduleSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.bytedeco.pytorch.Device;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code d4j schedule plot}. */
@Command(
        name = "plot",
        description = "Draw noise schedules, noise levels of runs, and an image on its way to noise.",
        mixinStandardHelpOptions = true)
final class SchedulePlotCommand implements Callable<Integer> {
    @Option(
            names = "--schedules",
            paramLabel = "NAME",
            split = ",",
            description = "Noise schedules to compare, with the variances they were published with."
                    + " Default: ${DEFAULT-VALUE}.",
            defaultValue = "linear,scaled-linear,cosine,laplace,quadratic,sigmoid")
    private List<String> schedules;

    @Option(
            names = "--scheduler",
            paramLabel = "PART",
            description = "A scheduler whose noise and noise levels are drawn too: a type, or a block such as"
                    + " '{type: euler, sigmas: karras}'.")
    private Optional<String> scheduler = Optional.empty();

    @Option(names = "--steps", paramLabel = "N", description = "Number of steps of a run. Default: ${DEFAULT-VALUE}.")
    private int steps = 20;

    @Option(
            names = "--image",
            paramLabel = "FILE",
            description = "Picture that noise is added to; a drawn landscape if left out.")
    private Optional<Path> image = Optional.empty();

    @Option(
            names = "--timesteps",
            paramLabel = "T",
            split = ",",
            description = "Training timesteps that the picture is shown at. Default: ${DEFAULT-VALUE}.",
            defaultValue = "0,50,200,500,750,999")
    private List<Integer> timesteps;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the noise.")
    private long seed;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Folder for the PNG and SVG files. Default: ${DEFAULT-VALUE}.")
    private Path folder = Path.of("schedules");

    @Mixin
    private PluginFolders plugins;

    /** What {@code --scheduler} is bound to. */
    record Chosen(Optional<Part<SchedulerProvider<?>>> scheduler) {}

    /** What {@code --schedules} is bound to. */
    record Compared(List<BetaSchedule> schedules) {}

    @Override
    public Integer call() {
        System.setProperty("java.awt.headless", "true");
        try (Diffusion4J diffusion = Diffusion4J.open(plugins.paths(List.of()))) {
            SampleImage sample = image.map(SampleImage::read).orElseGet(SampleImage::landscape);
            Map<String, Figure> figures = figures(diffusion.providers()).all(sample, timesteps, seed);
            figures.forEach(
                    (name, figure) -> FigureFiles.save(figure, folder, name).forEach(System.out::println));
        }
        return 0;
    }

    private ScheduleFigures figures(Providers providers) {
        List<NamedSchedule> compared = new ArrayList<>();
        bind(providers, "schedules", "[" + String.join(", ", schedules) + "]", Compared.class)
                .schedules()
                .forEach(kind -> compared.add(NamedSchedule.of(kind)));
        Optional<Part<SchedulerProvider<?>>> part = scheduler.flatMap(
                text -> bind(providers, "scheduler", text, Chosen.class).scheduler());
        Optional<NamedSchedule> noise = part.flatMap(SchedulePlotCommand::noise);
        noise.ifPresent(compared::add);
        return new ScheduleFigures(
                compared,
                noise.orElseGet(() -> NamedSchedule.of(BetaSchedule.SCALED_LINEAR)),
                part.map(this::levels).orElse(Map.of()),
                steps);
    }

    private static <R extends Record> R bind(Providers providers, String key, String value, Class<R> type) {
        return new SettingsBinder(providers).bind(YamlDocument.of("--" + key, key + ": " + value), type);
    }

    private static Optional<NamedSchedule> noise(Part<SchedulerProvider<?>> part) {
        return NoiseScheduleSettings.of(part.settings())
                .map(settings -> new NamedSchedule(part.type(), NoiseSchedule.of(settings)));
    }

    private Map<String, List<Double>> levels(Part<SchedulerProvider<?>> part) {
        Scheduler made = part.create(Scheduler.class, PartContext.bare(new Device("cpu"), DType.FLOAT32));
        List<Double> sigmas = made.plan(PlanRequest.ofSteps(steps)).sigmas();
        return sigmas.isEmpty() ? Map.of() : Map.of(part.type(), sigmas);
    }
}

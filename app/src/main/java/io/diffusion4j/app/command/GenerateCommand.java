package io.diffusion4j.app.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.diffusion4j.app.output.DiagnosticsFile;
import io.diffusion4j.app.output.ImageFolder;
import io.diffusion4j.app.output.KeptState;
import io.diffusion4j.app.output.Progress;
import io.diffusion4j.app.output.RunObserver;
import io.diffusion4j.core.pipeline.GeneratedImage;
import io.diffusion4j.core.pipeline.Manifest;
import io.diffusion4j.core.pipeline.Pipeline;
import io.diffusion4j.core.settings.SettingsJson;
import io.diffusion4j.core.settings.YamlDocument;
import io.diffusion4j.pipelines.Diffusion4J;
import io.diffusion4j.pipelines.PipelineSettings;
import io.diffusion4j.pipelines.adapters.PromptAdapters;
import io.diffusion4j.pipelines.memory.MachineMemory;
import io.diffusion4j.pipelines.memory.MemoryPlan;
import io.diffusion4j.pipelines.output.PngFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code d4j generate}. */
@Command(name = "generate", description = "Make images from a prompt.", mixinStandardHelpOptions = true)
final class GenerateCommand implements Callable<Integer> {
    @Mixin
    private RequestOptions options;

    @Mixin
    private PluginFolders plugins;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "A pipeline file in YAML; options win over it.")
    private Optional<Path> config = Optional.empty();

    @Option(
            names = "--replay",
            paramLabel = "IMAGE",
            description = "Make the image again that this PNG file holds; options win over its settings.")
    private Optional<Path> replay = Optional.empty();

    @Option(
            names = "--diagnostics",
            paramLabel = "FILE",
            description = "Write what each step is like to this file, one JSON object in a line.")
    private Optional<Path> diagnostics = Optional.empty();

    @Option(
            names = "--state",
            paramLabel = "FILE",
            description = "Keep the run in this file after each step, and go on from it if it is there.")
    private Optional<Path> state = Optional.empty();

    @Option(names = "--plan", description = "Print what memory the run will need, and what it has needed.")
    private boolean plan;

    @Option(names = "--json", description = "Print one JSON object instead of progress.")
    private boolean json;

    @Option(names = "--quiet", description = "Print nothing but warnings and errors.")
    private boolean quiet;

    @Override
    public Integer call() throws IOException {
        Optional<Manifest> manifest = replay.map(PngFile::readManifest);
        YamlDocument document = document(manifest).with(options.assignments());
        try (Diffusion4J diffusion = Diffusion4J.open(plugins.paths(document.paths("plugins")))) {
            PipelineSettings settings = PromptAdapters.resolved(diffusion.settings(document));
            int kept = manifest.isPresent() ? 1 : settings.request().count();
            ImageFolder folder = ImageFolder.prepare(settings.output(), kept);
            Optional<MemoryPlan> memory = plan ? Optional.of(diffusion.plan(settings)) : Optional.empty();
            memory.ifPresent(m -> System.err.print(m.describe(settings.offload())));
            run(diffusion, settings, folder, wanted(manifest));
            memory.ifPresent(m ->
                    MachineMemory.peak().ifPresent(peak -> System.err.println(m.compare(settings.offload(), peak))));
        }
        return 0;
    }

    private void run(Diffusion4J diffusion, PipelineSettings settings, ImageFolder folder, IntPredicate wanted)
            throws IOException {
        long start = System.nanoTime();
        try (Pipeline pipeline = diffusion.load(settings);
                Progress progress = json || quiet ? Progress.none() : Progress.onTerminal()) {
            double loaded = (System.nanoTime() - start) / 1e9;
            try {
                generate(pipeline, settings, progress, image -> {
                    if (wanted.test(image.index())) {
                        folder.save(image);
                    }
                });
            } finally {
                progress.close();
                report(folder, loaded, (System.nanoTime() - start) / 1e9);
            }
        }
    }

    private void generate(
            Pipeline pipeline, PipelineSettings settings, Progress progress, Consumer<GeneratedImage> save) {
        Optional<KeptState> kept = state.map(path -> KeptState.of(path, settings));
        Optional<DiagnosticsFile> file = diagnostics.map(DiagnosticsFile::create);
        try (RunObserver observer = new RunObserver(progress, save, file, kept)) {
            pipeline.generate(settings.request(), observer);
            kept.ifPresent(KeptState::delete);
        } finally {
            file.ifPresent(DiagnosticsFile::close);
        }
    }

    private YamlDocument document(Optional<Manifest> manifest) {
        if (manifest.isPresent()) {
            // Not to the old place: the first image must stay.
            Map<String, Object> settings = new TreeMap<>(manifest.get().settings());
            settings.remove("output");
            return YamlDocument.json(replay.orElseThrow().toString(), SettingsJson.toJson(settings));
        }
        return config.map(YamlDocument::file).orElseGet(() -> YamlDocument.of("command line", "{}"));
    }

    /** A replay computes the whole batch that its image came from, and keeps that image only. */
    private static IntPredicate wanted(Optional<Manifest> manifest) {
        return manifest.map(m -> m.image().get("index"))
                .map(index -> ((Number) index).intValue())
                .<IntPredicate>map(index -> i -> i == index)
                .orElse(i -> true);
    }

    private void report(ImageFolder folder, double loadSeconds, double seconds) throws IOException {
        if (json) {
            List<Map<String, Object>> images =
                    folder.saved().stream().map(GenerateCommand::describe).toList();
            System.out.println(new ObjectMapper()
                    .writeValueAsString(Map.of("images", images, "load-seconds", loadSeconds, "seconds", seconds)));
        } else if (!quiet) {
            folder.saved().forEach(saved -> System.out.println(saved.file()));
        }
    }

    private static Map<String, Object> describe(ImageFolder.Saved saved) {
        GeneratedImage image = saved.image();
        return Map.of(
                "file", saved.file().toString(),
                "seed", image.manifest().image().get("seed"),
                "width", image.width(),
                "height", image.height());
    }
}

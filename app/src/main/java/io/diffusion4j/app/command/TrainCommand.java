package io.diffusion4j.app.command;

import io.diffusion4j.app.output.TrainingProgress;
import io.diffusion4j.core.error.CancelledException;
import io.diffusion4j.core.settings.YamlDocument;
import io.diffusion4j.pipelines.Diffusion4J;
import io.diffusion4j.training.run.Progress;
import io.diffusion4j.training.run.Training;
import io.diffusion4j.training.run.TrainingSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code d4j train}. */
@Command(
        name = "train",
        description = "Train a model as a YAML file says; a run that was stopped goes on.",
        mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "CONFIG", description = "A training file in YAML, see docs/training.md.")
    private Path config;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "Another value for a key of the file, such as optimizer.learning-rate=0.0002; may be repeated.")
    private List<String> assignments = new ArrayList<>();

    @Option(names = "--quiet", description = "Print nothing but warnings, errors and where the model is.")
    private boolean quiet;

    @Mixin
    private PluginFolders plugins;

    @Override
    public Integer call() {
        YamlDocument document = YamlDocument.file(config).with(assignments);
        try (Diffusion4J diffusion = Diffusion4J.open(plugins.paths(document.paths("plugins")))) {
            Training training = new Training(diffusion.providers());
            TrainingSettings settings = training.settings(document);
            try (TrainingProgress progress = new TrainingProgress(settings.output(), quiet)) {
                Progress reached = training.run(settings, progress);
                if (reached.step() < settings.steps()) {
                    throw new CancelledException(
                            "stopped after step %d of %d; everything is saved in %s, and the same command goes on"
                                    .formatted(reached.step(), settings.steps(), settings.output()));
                }
            }
            System.out.println(settings.output().resolve("model"));
        }
        return 0;
    }
}

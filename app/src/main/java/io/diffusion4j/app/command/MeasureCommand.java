package io.diffusion4j.app.command;

import io.diffusion4j.app.measure.MeasureSettings;
import io.diffusion4j.app.measure.Measurement;
import io.diffusion4j.core.settings.SettingsBinder;
import io.diffusion4j.core.settings.YamlDocument;
import io.diffusion4j.pipelines.Diffusion4J;
import io.diffusion4j.training.measure.ModelReport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code d4j measure}. */
@Command(
        name = "measure",
        description = "Measure how well a model's pictures show what their captions say, and how they vary.",
        mixinStandardHelpOptions = true)
final class MeasureCommand implements Callable<Integer> {
    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "model, judge, data, pictures, captions, seeds or scales: --set captions=50; may be repeated.")
    private List<String> assignments = new ArrayList<>();

    @Option(names = "--json", description = "Print one JSON object instead of tables.")
    private boolean json;

    @Mixin
    private PluginFolders plugins;

    @Override
    public Integer call() {
        YamlDocument document = YamlDocument.of("command line", "{}").with(assignments);
        try (Diffusion4J diffusion = Diffusion4J.open(plugins.paths(List.of()))) {
            MeasureSettings settings = new SettingsBinder(diffusion.providers()).bind(document, MeasureSettings.class);
            ModelReport report = new Measurement(diffusion).run(settings);
            System.out.print(json ? report.toJson() + "\n" : report.toMarkdown());
        }
        return 0;
    }
}

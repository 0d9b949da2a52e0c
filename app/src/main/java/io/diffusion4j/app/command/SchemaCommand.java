package io.diffusion4j.app.command;

import io.diffusion4j.core.settings.JsonSchema;
import io.diffusion4j.core.settings.SettingsJson;
import io.diffusion4j.pipelines.Diffusion4J;
import io.diffusion4j.pipelines.PipelineSettings;
import io.diffusion4j.training.run.TrainingSettings;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code d4j schema}. */
@Command(
        name = "schema",
        description = "Print the JSON Schema of pipeline or training files, for editors; plugins' settings included.",
        mixinStandardHelpOptions = true)
final class SchemaCommand implements Callable<Integer> {
    @Option(names = "--training", description = "The schema of training files.")
    private boolean training;

    @Mixin
    private PluginFolders plugins;

    @Override
    public Integer call() {
        try (Diffusion4J diffusion = Diffusion4J.open(plugins.paths(List.of()))) {
            Class<? extends Record> file = training ? TrainingSettings.class : PipelineSettings.class;
            System.out.println(SettingsJson.toJson(JsonSchema.of(file, diffusion.providers())));
        }
        return 0;
    }
}

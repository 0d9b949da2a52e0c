package io.diffusion4j.app.command;

import io.diffusion4j.core.settings.JsonSchema;
import io.diffusion4j.core.settings.SettingsJson;
import io.diffusion4j.pipelines.Diffusion4J;
import io.diffusion4j.pipelines.PipelineSettings;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code d4j schema}. */
@Command(
        name = "schema",
        description = "Print the JSON Schema of pipeline files, for editors; plugins' settings included.",
        mixinStandardHelpOptions = true)
final class SchemaCommand implements Callable<Integer> {
    @Mixin
    private PluginFolders plugins;

    @Override
    public Integer call() {
        try (Diffusion4J diffusion = Diffusion4J.open(plugins.paths(List.of()))) {
            System.out.println(SettingsJson.toJson(JsonSchema.of(PipelineSettings.class, diffusion.providers())));
        }
        return 0;
    }
}

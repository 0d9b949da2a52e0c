package io.diffusion4j.app.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Where plugin jars are looked for; shared by all commands that use plugins. */
final class PluginFolders {
    @Option(
            names = "--plugins",
            paramLabel = "DIR",
            description = "Folder with plugin jars; may be repeated. Default: $D4J_PLUGINS, if set.")
    private List<Path> folders = new ArrayList<>();

    /** @param more folders that a settings file names */
    Path[] paths(List<Path> more) {
        List<Path> all = new ArrayList<>(folders);
        String environment = System.getenv("D4J_PLUGINS");
        if (all.isEmpty() && environment != null && !environment.isBlank()) {
            all.add(Path.of(environment));
        }
        all.addAll(more);
        return all.stream().distinct().toArray(Path[]::new);
    }
}

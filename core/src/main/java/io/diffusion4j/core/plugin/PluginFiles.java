package io.diffusion4j.core.plugin;

import io.diffusion4j.core.error.PluginException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The jars of one plugin.
 *
 * @param path the jar, or the folder that holds several
 */
record PluginFiles(Path path, List<Path> jars) {
    /** Every jar and every sub-folder of a plugin folder, sorted by name. */
    static List<PluginFiles> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new PluginException("is not a folder; make it, or leave it out of the plugin folders");
        }
        return children(folder).stream()
                .filter(path -> Files.isDirectory(path) || isJar(path))
                .map(PluginFiles::of)
                .toList();
    }

    private static PluginFiles of(Path path) {
        return Files.isDirectory(path)
                ? new PluginFiles(
                        path, children(path).stream().filter(PluginFiles::isJar).toList())
                : new PluginFiles(path, List.of(path));
    }

    private static List<Path> children(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(path -> !path.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new PluginException("cannot be listed (" + e + "); make it readable", e);
        }
    }

    private static boolean isJar(Path path) {
        return path.getFileName().toString().endsWith(".jar") && !Files.isDirectory(path);
    }
}

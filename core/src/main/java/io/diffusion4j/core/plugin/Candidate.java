package io.diffusion4j.core.plugin;

import io.diffusion4j.core.error.PluginException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A plugin that was tried.
 *
 * @param plugin what was loaded of it, unless it failed
 */
record Candidate(PluginReport report, Optional<LoadedPlugin> plugin) {
    private static final Logger LOG = LoggerFactory.getLogger(Plugins.class);

    /** @param accept refuses a plugin by a {@link PluginException} for what only the host can know */
    static Candidate load(PluginFiles files, ClassLoader host, Consumer<LoadedPlugin> accept) {
        Label label = Label.of(files.path());
        try {
            if (files.jars().isEmpty()) {
                throw new PluginException("is a folder without a jar");
            }
            List<PluginJar> jars = files.jars().stream().map(PluginJar::read).toList();
            label = Label.of(files.path(), LoadedPlugin.offering(jars));
            LoadedPlugin.check(jars);
            LoadedPlugin plugin = LoadedPlugin.load(files.path().toString(), jars, host);
            accepted(plugin, accept);
            return new Candidate(report(files.path(), label, plugin), Optional.of(plugin));
        } catch (PluginException e) {
            return failed(files.path(), label, e);
        }
    }

    static Candidate failed(Path path, PluginException why) {
        return failed(path, Label.of(path), why);
    }

    private static void accepted(LoadedPlugin plugin, Consumer<LoadedPlugin> accept) {
        try {
            accept.accept(plugin);
        } catch (PluginException e) {
            plugin.close();
            throw e;
        }
    }

    private static PluginReport report(Path path, Label label, LoadedPlugin plugin) {
        return new PluginReport(
                path.toString(),
                false,
                label.title(),
                label.version(),
                label.spi(),
                plugin.services().stream().map(Found::offer).sorted().toList(),
                Optional.empty());
    }

    private static Candidate failed(Path path, Label label, PluginException why) {
        LOG.warn("the plugin {} is left out: {}", path, why.getMessage());
        PluginReport.Failure failure = new PluginReport.Failure(why.getMessage(), Optional.ofNullable(why.getCause()));
        return new Candidate(
                new PluginReport(
                        path.toString(),
                        false,
                        label.title(),
                        label.version(),
                        label.spi(),
                        List.of(),
                        Optional.of(failure)),
                Optional.empty());
    }
}

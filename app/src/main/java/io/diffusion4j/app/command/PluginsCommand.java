package io.diffusion4j.app.command;

import io.diffusion4j.core.plugin.PluginReport;
import io.diffusion4j.core.plugin.Plugins;
import io.diffusion4j.core.settings.SettingsJson;
import io.diffusion4j.core.spi.SpiVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code d4j plugins}. */
@Command(
        name = "plugins",
        description = "List all parts, the jars they come from, and the jars that could not be used.",
        mixinStandardHelpOptions = true)
final class PluginsCommand implements Callable<Integer> {
    @Mixin
    private PluginFolders folders;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        try (Plugins plugins = Plugins.load(List.of(folders.paths(List.of())))) {
            if (json) {
                List<Map<String, Object>> reports =
                        plugins.reports().stream().map(PluginsCommand::describe).toList();
                System.out.println(SettingsJson.toJson(Map.of("spi", SpiVersion.CURRENT.toString(), "jars", reports)));
            } else {
                plugins.reports().forEach(PluginsCommand::print);
            }
        }
        return 0;
    }

    private static void print(PluginReport report) {
        System.out.printf("%s %s%n", report.title(), report.version().orElse(""));
        System.out.printf("  %s%n", report.builtIn() ? "built in" : report.location());
        report.offers()
                .forEach(offer -> System.out.printf("  %-14s %-18s %s%n", offer.kind(), offer.type(), offer.summary()));
        report.failure().ifPresent(failure -> System.out.println("  not used: " + failure.reason()));
    }

    private static Map<String, Object> describe(PluginReport report) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("location", report.location());
        facts.put("built-in", report.builtIn());
        facts.put("title", report.title());
        report.version().ifPresent(version -> facts.put("version", version));
        report.spi().ifPresent(spi -> facts.put("spi", spi.toString()));
        facts.put(
                "offers",
                report.offers().stream()
                        .map(offer -> Map.of("kind", offer.kind(), "type", offer.type(), "summary", offer.summary()))
                        .toList());
        report.failure().ifPresent(failure -> facts.put("not-used", failure.reason()));
        return facts;
    }
}

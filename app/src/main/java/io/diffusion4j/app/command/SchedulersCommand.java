package io.diffusion4j.app.command;

import io.diffusion4j.app.schedulers.SchedulerFacts;
import io.diffusion4j.core.plugin.Plugins;
import io.diffusion4j.core.sampling.Advice;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.settings.SettingsJson;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code d4j schedulers}. */
@Command(
        name = "schedulers",
        description = "List all schedulers with their names elsewhere, or say which to choose.",
        mixinStandardHelpOptions = true)
final class SchedulersCommand implements Callable<Integer> {
    @Mixin
    private PluginFolders folders;

    @Option(
            names = "--for",
            paramLabel = "PURPOSE",
            description = "Recommend for speed, quality, memory or training, and say why.")
    private Advice.Purpose purpose;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"})
    public Integer call() {
        try (Plugins plugins = Plugins.load(List.of(folders.paths(List.of())))) {
            List<SchedulerProvider<?>> all = (List) plugins.all(SchedulerProvider.class);
            if (purpose != null) {
                recommend(all);
            } else if (json) {
                List<?> rows = all.stream()
                        .map(SchedulerFacts::of)
                        .flatMap(Optional::stream)
                        .map(SchedulerFacts::describe)
                        .toList();
                System.out.println(SettingsJson.toJson(Map.of("schedulers", rows)));
            } else {
                System.out.println("                           order  noise  evaluations per step");
                all.forEach(SchedulersCommand::print);
            }
        }
        return 0;
    }

    private static void print(SchedulerProvider<?> provider) {
        String facts = SchedulerFacts.of(provider)
                .map(f -> "%5d  %-5s  %s".formatted(f.order(), f.stochastic() ? "fresh" : "-", f.cost()))
                .orElse("    depends on its settings");
        System.out.printf("%-26s %s%n  %s%n", provider.type(), facts, provider.summary());
        SchedulerFacts.names(provider)
                .forEach(alias -> System.out.printf(
                        "    %-12s %-34s %s%n", alias.program(), alias.name(), shown(alias.settings())));
    }

    private static String shown(Map<String, String> settings) {
        return settings.entrySet().stream().map(Object::toString).collect(Collectors.joining(" "));
    }

    private void recommend(List<SchedulerProvider<?>> all) {
        record Choice(SchedulerProvider<?> provider, Advice advice, double evaluations) {}
        all.stream()
                .flatMap(provider -> provider.advice().stream()
                        .filter(advice -> advice.purpose() == purpose)
                        .map(advice -> new Choice(provider, advice, evaluations(provider, advice))))
                .sorted(Comparator.comparingDouble(Choice::evaluations))
                .forEach(choice -> System.out.printf(
                        "%-18s %d steps, %.0f model evaluations%n  %s%n",
                        choice.provider().type(),
                        choice.advice().steps(),
                        choice.evaluations(),
                        choice.advice().reason()));
    }

    private static double evaluations(SchedulerProvider<?> provider, Advice advice) {
        double perStep = SchedulerFacts.of(provider)
                .map(SchedulerFacts::evaluationsPerStep)
                .orElse(1.0);
        return advice.steps() * perStep;
    }
}

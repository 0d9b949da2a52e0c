package io.diffusion4j.core.plugin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reports on what the class path holds: one for each jar that offers something, one for each fault. */
final class ClassPathReports {
    private ClassPathReports() {}

    static List<PluginReport> of(Collection<ClassPathServices> kinds) {
        Map<String, List<Found>> byLocation = new TreeMap<>();
        kinds.stream()
                .flatMap(kind -> kind.services().stream())
                .forEach(found -> byLocation
                        .computeIfAbsent(found.location(), location -> new ArrayList<>())
                        .add(found));
        List<PluginReport> reports = new ArrayList<>();
        byLocation.forEach((location, services) -> reports.add(loaded(location, services)));
        kinds.stream().flatMap(kind -> kind.faults().stream()).forEach(fault -> reports.add(failed(fault)));
        return reports;
    }

    private static PluginReport loaded(String location, List<Found> services) {
        Class<?> first = services.get(0).service().getClass();
        Package jar = first.getPackage();
        return new PluginReport(
                location,
                true,
                Optional.ofNullable(jar.getImplementationTitle()).orElse(first.getPackageName()),
                Optional.ofNullable(jar.getImplementationVersion()),
                Optional.empty(),
                services.stream().map(Found::offer).sorted().toList(),
                Optional.empty());
    }

    private static PluginReport failed(ClassPathServices.Fault fault) {
        return new PluginReport(
                fault.location(),
                true,
                fault.location(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.of(new PluginReport.Failure(
                        fault.cause().getMessage(),
                        Optional.ofNullable(fault.cause().getCause()))));
    }
}

package io.diffusion4j.app.command;

import io.diffusion4j.app.doctor.Finding;
import io.diffusion4j.app.doctor.MachineFindings;
import io.diffusion4j.app.doctor.NativeFindings;
import io.diffusion4j.core.settings.SettingsJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code d4j doctor}. */
@Command(
        name = "doctor",
        description = "Tell what this machine offers, what is missing and how to get it.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        List<Finding> findings = new ArrayList<>(MachineFindings.all());
        findings.addAll(NativeFindings.all());
        if (json) {
            System.out.println(SettingsJson.toJson(
                    Map.of("findings", findings.stream().map(Finding::describe).toList())));
        } else {
            findings.forEach(finding -> System.out.println(finding.line()));
        }
        return findings.stream().anyMatch(f -> f.level() == Finding.Level.ERROR) ? 1 : 0;
    }
}

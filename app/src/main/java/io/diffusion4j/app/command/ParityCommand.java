package io.diffusion4j.app.command;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.pipelines.Diffusion4J;
import io.diffusion4j.testkit.golden.GoldenReport;
import io.diffusion4j.testkit.golden.GoldenRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code d4j parity}. */
@Command(
        name = "parity",
        description = "Run golden data of the reference implementation and compare.",
        mixinStandardHelpOptions = true)
final class ParityCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", arity = "1..*", description = "Folders with golden cases, or single case files.")
    private List<Path> roots;

    @Mixin
    private PluginFolders plugins;

    @Override
    public Integer call() {
        for (Path root : roots) {
            if (!Files.exists(root)) {
                throw new ConfigurationException(root + ": no such file or folder; name a folder with golden cases");
            }
        }
        try (Diffusion4J diffusion = Diffusion4J.open(plugins.paths(List.of()))) {
            GoldenReport report = new GoldenRunner(diffusion.providers()).run(roots, System.out::println);
            return report.exitCode();
        }
    }
}

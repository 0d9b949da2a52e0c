package io.diffusion4j.app.command;

import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.pipelines.Diffusion4J;
import io.diffusion4j.pipelines.Precision;
import io.diffusion4j.pipelines.synthesis.Synthesizer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code d4j synthesize}. */
@Command(
        name = "synthesize",
        description =
                "Write a full-size checkpoint with random weights, to measure speed and memory without downloads.",
        mixinStandardHelpOptions = true)
final class SynthesizeCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FAMILY", description = "Which model: sd15.")
    private String family;

    @Parameters(index = "1", paramLabel = "DIR", description = "Folder to write; must be empty or missing.")
    private Path folder;

    @Option(names = "--dtype", paramLabel = "TYPE", description = "float16 (default), bfloat16 or float32.")
    private Precision dtype = Precision.FLOAT16;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the weights.")
    private long seed;

    @Mixin
    private PluginFolders plugins;

    @Override
    public Integer call() {
        try (Diffusion4J diffusion = Diffusion4J.open(plugins.paths(List.of()))) {
            new Synthesizer(diffusion.providers(), dtype.dtype().orElse(DType.FLOAT16), seed).write(family, folder);
        }
        System.out.println(folder);
        return 0;
    }
}

package io.diffusion4j.app.command;

import io.diffusion4j.pipelines.Diffusion4J;
import io.diffusion4j.pipelines.Precision;
import io.diffusion4j.pipelines.synthesis.Synthesizer;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
    @Parameters(
            index = "0",
            paramLabel = "MODEL",
            description =
                    "Which model: sd15, sd21, dit-xl-2-256, pixart-alpha-xl-2-1024, sd3-medium, flux1-dev, flux1-schnell or one that a plugin knows.")
    private String model;

    @Parameters(index = "1", paramLabel = "DIR", description = "Folder to write; must be empty or missing.")
    private Path folder;

    @Option(
            names = "--dtype",
            paramLabel = "TYPE",
            description = "float16, bfloat16 or float32; auto (default) is what the model was published in.")
    private Precision dtype = Precision.AUTO;

    @Option(
            names = "--without",
            paramLabel = "COMPONENT",
            split = ",",
            description = "Leave this component out, such as text_encoder_3; may be repeated.")
    private Set<String> without = new TreeSet<>();

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the weights.")
    private long seed;

    @Mixin
    private PluginFolders plugins;

    @Override
    public Integer call() {
        try (Diffusion4J diffusion = Diffusion4J.open(plugins.paths(List.of()))) {
            new Synthesizer(diffusion.providers(), dtype.dtype(), seed).write(model, without, folder);
        }
        System.out.println(folder);
        return 0;
    }
}

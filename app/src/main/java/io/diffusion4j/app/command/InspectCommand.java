package io.diffusion4j.app.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.diffusion4j.core.checkpoint.Checkpoint;
import io.diffusion4j.core.checkpoint.Component;
import io.diffusion4j.core.weights.TensorInfo;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.pipelines.Diffusion4J;
import io.diffusion4j.pipelines.checkpoints.CheckpointOptions;
import io.diffusion4j.pipelines.checkpoints.Checkpoints;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code d4j inspect}: reads configs and headers only. */
@Command(
        name = "inspect",
        description = "Show what a checkpoint holds: family, components, parameters, dtypes.",
        mixinStandardHelpOptions = true)
final class InspectCommand implements Callable<Integer> {
    @Parameters(paramLabel = "CHECKPOINT", description = "A diffusers folder, a .safetensors file or org/name.")
    private String model;

    @Option(names = "--variant", description = "Variant of the weight files, such as fp16.")
    private Optional<String> variant = Optional.empty();

    @Option(
            names = "--model-config",
            paramLabel = "DIR",
            description = "Diffusers folder with what a single-file checkpoint lacks, and with its configs.")
    private Optional<Path> modelConfig = Optional.empty();

    @Option(names = "--tensors", description = "List every tensor.")
    private boolean tensors;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Mixin
    private PluginFolders plugins;

    @Override
    public Integer call() throws IOException {
        CheckpointOptions options = new CheckpointOptions(variant, modelConfig);
        try (Diffusion4J diffusion = Diffusion4J.open(plugins.paths(List.of()));
                Checkpoint checkpoint = Checkpoints.open(Path.of(model), options, diffusion.providers())) {
            List<Map<String, Object>> components = new ArrayList<>();
            for (String name : checkpoint.componentNames()) {
                checkpoint.component(name).ifPresent(component -> components.add(describe(component)));
            }
            Map<String, Object> report = new LinkedHashMap<>();
            report.put("location", checkpoint.location().toString());
            report.put("pipeline", checkpoint.pipelineClass());
            report.put("components", components);
            if (json) {
                System.out.println(new ObjectMapper().writeValueAsString(report));
            } else {
                print(report, components);
            }
        }
        return 0;
    }

    private Map<String, Object> describe(Component component) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("name", component.name());
        facts.put("class", component.className());
        component.weights().ifPresent(source -> facts.putAll(measure(source)));
        return facts;
    }

    private Map<String, Object> measure(TensorSource source) {
        long parameters = 0;
        long bytes = 0;
        Map<String, Long> byType = new TreeMap<>();
        Map<String, String> listing = new TreeMap<>();
        for (String name : source.names()) {
            TensorInfo info = source.info(name);
            parameters += info.elements();
            bytes += info.bytes();
            byType.merge(info.dtype().name().toLowerCase(Locale.ROOT), info.elements(), Long::sum);
            listing.put(name, info.dtype().safetensorsName() + " " + info.shape());
        }
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("tensors", source.names().size());
        facts.put("parameters", parameters);
        facts.put("bytes", bytes);
        facts.put("dtypes", byType);
        if (tensors) {
            facts.put("listing", listing);
        }
        return facts;
    }

    private static void print(Map<String, Object> report, List<Map<String, Object>> components) {
        System.out.printf("%s%n  made for %s%n", report.get("location"), report.get("pipeline"));
        for (Map<String, Object> facts : components) {
            System.out.printf("  %-14s %s%n", facts.get("name"), facts.get("class"));
            if (facts.containsKey("parameters")) {
                System.out.printf(
                        Locale.ROOT,
                        "  %-14s %,d parameters in %d tensors, %.1f MiB, %s%n",
                        "",
                        (Long) facts.get("parameters"),
                        (Integer) facts.get("tensors"),
                        (Long) facts.get("bytes") / 1048576.0,
                        facts.get("dtypes"));
            }
            if (facts.get("listing") instanceof Map<?, ?> listing) {
                listing.forEach((name, info) -> System.out.printf("    %s  %s%n", name, info));
            }
        }
    }
}

package io.diffusion4j.pipelines.checkpoints;

import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.weights.SafetensorsFile;
import io.diffusion4j.core.weights.ShardedSafetensors;
import io.diffusion4j.core.weights.TensorSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The weight files in a component's folder: plain or in variants, whole or in shards with an index. */
final class WeightFiles {
    private static final String STEM = "(?:diffusion_pytorch_model|model)";
    private static final String VARIANT = "([A-Za-z0-9_]+)";
    private static final List<Pattern> FORMS = List.of(
            Pattern.compile(STEM + "(?:\\." + VARIANT + ")?\\.safetensors"),
            Pattern.compile(STEM + "\\.safetensors\\.index(?:\\." + VARIANT + ")?\\.json"),
            Pattern.compile(STEM + "\\." + VARIANT + "\\.safetensors\\.index\\.json"));
    private static final Pattern PICKLE = Pattern.compile(".*\\.(bin|ckpt|pt|pth)");
    private static final String PLAIN = "";

    private final Path folder;
    private final TreeMap<String, Path> byVariant = new TreeMap<>();

    WeightFiles(Path folder) {
        this.folder = folder;
        for (Pattern form : FORMS) {
            for (String name : names(folder)) {
                Matcher matcher = form.matcher(name);
                if (matcher.matches()) {
                    byVariant.putIfAbsent(Optional.ofNullable(matcher.group(1)).orElse(PLAIN), folder.resolve(name));
                }
            }
        }
    }

    /** The names of the variants that there are. */
    Set<String> variants() {
        Set<String> variants = new TreeSet<>(byVariant.keySet());
        variants.remove(PLAIN);
        return variants;
    }

    /** @param variant the one to take if it is there; otherwise the plain file, or the only variant */
    TensorSource open(Optional<String> variant) {
        Path file = choose(variant.orElse(PLAIN));
        return file.getFileName().toString().endsWith(".json")
                ? ShardedSafetensors.open(file)
                : SafetensorsFile.open(file);
    }

    private Path choose(String variant) {
        for (String wanted : List.of(variant, PLAIN)) {
            if (byVariant.containsKey(wanted)) {
                return byVariant.get(wanted);
            }
        }
        if (byVariant.size() == 1) {
            return byVariant.firstEntry().getValue();
        }
        throw new CheckpointException(byVariant.isEmpty() ? nothing() : ambiguous());
    }

    private String ambiguous() {
        return folder + ": the weights are there only as the variants " + String.join(", ", variants())
                + "; choose one with `variant`";
    }

    private String nothing() {
        return names(folder).stream()
                .filter(name -> PICKLE.matcher(name).matches())
                .findFirst()
                .map(pickle -> folder + ": the weights are there only as a pickle file (" + pickle
                        + "), which could run code; download the safetensors files, or convert them with diffusers:"
                        + " pipe.save_pretrained(folder, safe_serialization=True)")
                .orElse(folder + ": there are no weights (diffusion_pytorch_model.safetensors or model.safetensors);"
                        + " copy or download them too");
    }

    static List<String> names(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new CheckpointException(folder + ": cannot be read: " + e.getMessage(), e);
        }
    }
}

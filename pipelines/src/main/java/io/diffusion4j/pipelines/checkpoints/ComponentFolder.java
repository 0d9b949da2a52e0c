package io.diffusion4j.pipelines.checkpoints;

import io.diffusion4j.core.checkpoint.Component;
import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.settings.ReferenceConfigs;
import io.diffusion4j.core.weights.TensorSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One component's folder in the diffusers layout. */
record ComponentFolder(Path folder, String name, String className, Optional<String> variant) {
    private static final String MODEL_CONFIG = "config.json";
    private static final List<String> CONFIGS =
            List.of(MODEL_CONFIG, "scheduler_config.json", "tokenizer_config.json", "preprocessor_config.json");

    /** A folder on its own, whose config names the class. */
    static ComponentFolder standalone(Path folder, String name, Optional<String> variant) {
        ReferenceConfig config = ReferenceConfigs.read(folder.resolve(MODEL_CONFIG));
        String className = config.strings("architectures").stream().findFirst().orElse(config.className());
        if (className.isEmpty()) {
            throw new CheckpointException(config.location() + ": it names no class");
        }
        return new ComponentFolder(folder, name, className, variant);
    }

    Component open() {
        Path file = configFile();
        Optional<TensorSource> weights = file.endsWith(MODEL_CONFIG)
                ? Optional.of(ReferenceNames.of(className, new WeightFiles(folder).open(variant)))
                : Optional.empty();
        return new Component(name, className, ReferenceConfigs.read(file), weights);
    }

    ReferenceConfig config() {
        return ReferenceConfigs.read(configFile());
    }

    private Path configFile() {
        if (!Files.isDirectory(folder)) {
            throw new CheckpointException(folder + ": the folder of the component '" + name
                    + "', which model_index.json names, is missing; copy or download it too");
        }
        return CONFIGS.stream()
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new CheckpointException(folder + ": there is no config file ("
                        + String.join(", ", CONFIGS) + "); copy or download it too"));
    }
}

package io.diffusion4j.testkit.golden.kinds;

import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.Provider;
import io.diffusion4j.core.text.TextEncoder;
import io.diffusion4j.core.text.TextEncoderProvider;
import io.diffusion4j.core.weights.SafetensorsFile;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.testkit.golden.GoldenFile;
import io.diffusion4j.testkit.golden.GoldenModel;
import io.diffusion4j.testkit.golden.GoldenSetup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Loads the text encoder that lies beside a golden file, with the tokenizer that the file names or that lies beside it. */
final class TextEncoderModel {
    private TextEncoderModel() {}

    /** @param more what the family that the encoder belongs to adds to its config */
    static GoldenModel<TextEncoder> load(GoldenSetup setup, GoldenFile file, Map<String, ?> more) {
        ReferenceConfig config = file.config("config.json").with(more);
        String className = config.strings("architectures").stream().findFirst().orElse(config.className());
        Provider<?, ?> provider = setup.provider(TextEncoderProvider.class, className);
        try (TensorSource source = SafetensorsFile.open(file.folder().resolve("model.safetensors"))) {
            return GoldenModel.load(setup, TextEncoder.class, provider, config, source, tokenizer(file));
        }
    }

    private static Optional<Path> tokenizer(GoldenFile file) {
        Path folder = file.folder().resolveSibling(file.json().path("tokenizer").asText("tokenizer"));
        return Optional.of(folder).filter(Files::isDirectory);
    }
}
